#!/usr/bin/env node
import { launch } from './launch.mjs';

await launch(
  () => import('../src/cli/main.ts'),
  'Use the npm scripts, which bring their own Node: npm start, npm run stack -- status',
);

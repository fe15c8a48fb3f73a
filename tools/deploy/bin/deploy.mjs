#!/usr/bin/env node
import { launch } from '@parley/stack/launch';

await launch(
  () => import('../src/main.ts'),
  'Use the npm script, which brings its own Node: npm run deployment',
);

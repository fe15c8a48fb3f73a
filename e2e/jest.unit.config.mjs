import { preset } from '../jest.preset.mjs';

export default {
  ...preset('e2e', 'unit'),
  testMatch: ['<rootDir>/**/*.spec.ts'],
  // The first use of tools/linearizability compiles it.
  testTimeout: 180_000,
};

import { preset } from '../jest.preset.mjs';

const { transform, moduleNameMapper, extensionsToTreatAsEsm } = preset('e2e');

export default {
  displayName: 'e2e',
  testMatch: ['<rootDir>/{flows,browser}/**/*.e2e-spec.ts'],
  testTimeout: 60_000,
  // One worker, because every file shares the stack that the set-up starts and some restart its services.
  maxWorkers: 1,
  testEnvironment: '<rootDir>/support/environment.mjs',
  globalSetup: '<rootDir>/support/global-setup.mjs',
  globalTeardown: '<rootDir>/support/global-teardown.mjs',
  extensionsToTreatAsEsm,
  moduleNameMapper,
  transform,
};

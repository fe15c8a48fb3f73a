/**
 * Jest configuration shared by every package.
 * @param {string} name shown in front of each test file
 * @param {'unit' | 'integration' | 'contract'} size which test files run, and how long one may take
 */
export function preset(name, size = process.env.TEST_SIZE ?? 'unit') {
  const sizes = {
    unit: { suffix: 'spec', timeout: 10_000 },
    integration: { suffix: 'int-spec', timeout: 60_000 },
    contract: { suffix: 'dapr-spec', timeout: 180_000 },
  };
  const { suffix, timeout } = sizes[size];
  return {
    displayName: `${name} ${size}`,
    testMatch: [`<rootDir>/{src,test}/**/*.${suffix}.ts`],
    testTimeout: timeout,
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
    transform: {
      '^.+\\.ts$': [
        '@swc/jest',
        {
          jsc: {
            target: 'es2023',
            parser: { syntax: 'typescript', decorators: true },
            transform: {
              legacyDecorator: true,
              decoratorMetadata: true,
              useDefineForClassFields: false,
            },
            keepClassNames: true,
          },
          module: { type: 'es6' },
          sourceMaps: 'inline',
        },
      ],
    },
  };
}

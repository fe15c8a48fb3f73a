import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Who may import whom; `tools/check/src/boundary-canary.ts` proves that a breach is found. */
const layers = {
  kernel: [],
  contracts: ['kernel'],
  domain: ['kernel', 'domain'],
  platform: ['kernel', 'contracts', 'platform'],
  service: ['kernel', 'contracts', 'platform', 'domain'],
  testing: ['kernel', 'contracts', 'platform', 'tool'],
  tool: ['kernel', 'contracts', 'tool'],
  e2e: ['kernel', 'contracts', 'tool', 'testing'],
};

/** @param {readonly string[]} also layers that everybody may import besides */
function boundaries(also) {
  const depConstraints = Object.entries(layers).map(([layer, allowed]) => ({
    sourceTag: `layer:${layer}`,
    onlyDependOnLibsWithTags: [...allowed, ...also].map((name) => `layer:${name}`),
  }));
  return ['error', { depConstraints, enforceBuildableLibDependency: false }];
}

export default tseslint.config(
  { ignores: ['**/dist/**', '**/generated/**', '**/.parley/**', '**/.nx/**', '**/coverage/**'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@nx/enforce-module-boundaries': boundaries([]),
      '@typescript-eslint/no-extraneous-class': 'off', // Nest modules are empty classes
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // payload classes are shapes
      '@typescript-eslint/no-misused-spread': 'off', // the same; and code points are what we count
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TemplateElement[value.raw=/(SELECT|RETURNING) [*]/]',
          message:
            'Name the columns: a prepared statement with * fails on its connection once a migration adds one.',
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'off', // an injected class imported as a type loses its metadata
    },
  },
  {
    files: ['**/test/**/*.ts', '**/*.{spec,int-spec,dapr-spec}.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries(['testing', 'tool']) },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  prettier,
);

import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Who may import whom; `e2e/boundary-canary` proves that a breach fails. */
const boundaries = [
  { sourceTag: 'layer:kernel', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'layer:contracts', onlyDependOnLibsWithTags: ['layer:kernel'] },
  { sourceTag: 'layer:domain', onlyDependOnLibsWithTags: ['layer:kernel', 'layer:domain'] },
  {
    sourceTag: 'layer:platform',
    onlyDependOnLibsWithTags: ['layer:kernel', 'layer:contracts', 'layer:platform'],
  },
  {
    sourceTag: 'layer:service',
    onlyDependOnLibsWithTags: [
      'layer:kernel',
      'layer:contracts',
      'layer:platform',
      'layer:domain',
      'layer:testing',
    ],
  },
  {
    sourceTag: 'layer:testing',
    onlyDependOnLibsWithTags: ['layer:kernel', 'layer:contracts', 'layer:platform', 'layer:tool'],
  },
  { sourceTag: 'layer:tool', onlyDependOnLibsWithTags: ['layer:kernel', 'layer:contracts', 'layer:tool'] },
  {
    sourceTag: 'layer:e2e',
    onlyDependOnLibsWithTags: ['layer:kernel', 'layer:contracts', 'layer:tool', 'layer:testing'],
  },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/generated/**', '**/.parley/**', '**/.nx/**', '**/coverage/**'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: boundaries, enforceBuildableLibDependency: false },
      ],
      '@typescript-eslint/no-extraneous-class': 'off', // Nest modules are empty classes
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'off', // an injected class imported as a type loses its metadata
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  prettier,
);

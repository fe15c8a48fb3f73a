import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import root from '../../eslint.config.mjs';
import svelteConfig from './svelte.config.js';

const browser = { window: 'readonly', document: 'readonly', navigator: 'readonly' };

export default tseslint.config(
  ...root,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: browser,
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.svelte'],
        parser: tseslint.parser,
        svelteConfig,
      },
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'no-undef': 'off', // svelte-check knows the types
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$state', '$derived', '$bindable'] }],
    },
  },
);

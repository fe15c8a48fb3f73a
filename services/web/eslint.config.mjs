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
    // Most values here are replaced, never changed in place; those that are changed say so by their type.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  {
    files: ['**/*.svelte'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      'no-undef': 'off', // svelte-check knows the types
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': 'error',
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$state', '$derived', '$bindable'] }],
    },
  },
);

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const backend = process.env['PARLEY_URL'] ?? 'http://127.0.0.1:4310';

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2023',
    // The content security policy allows no data: URLs for scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': { target: backend },
      '/socket.io': { target: backend, ws: true },
    },
  },
});

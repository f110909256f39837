import { defineConfig } from 'vite';

/*
 * Builds what browsers load: styles, fonts, islands. Pages are rendered on the server and are no part of this.
 * Addresses inside the files are relative, so that they work under any prefix or host.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  build: {
    outDir: 'dist/assets',
    emptyOutDir: true,
    assetsDir: '',
    manifest: 'manifest.json',
    modulePreload: false,
    target: ['chrome111', 'safari16.4', 'firefox115'],
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['src/ui/styles/app.css', 'src/ui/styles/fonts.css', 'src/ui/islands/islands.ts'],
    },
  },
});

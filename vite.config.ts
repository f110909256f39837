import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Writes each style and script a second and third time, compressed as far as it goes, for servers that send them so. */
const compressed: Plugin = {
  name: 'yakuba-compressed-assets',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (!/\.(css|m?js)$/.test(file.fileName)) continue;
        const source = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotliCompressSync(source) });
        this.emitFile({
          type: 'asset',
          fileName: `${file.fileName}.gz`,
          source: gzipSync(source, { level: 9 }),
        });
      }
    },
  },
};

/*
 * Builds what browsers load: styles, fonts, islands. Pages are rendered on the server and are no part of this.
 * Addresses inside the files are relative, so that they work under any prefix or host.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [compressed],
  build: {
    outDir: 'dist/assets',
    emptyOutDir: true,
    assetsDir: '',
    manifest: 'manifest.json',
    modulePreload: false,
    target: ['chrome111', 'safari16.4', 'firefox115'],
    assetsInlineLimit: 0,
    // The map that moves is loaded on its page only.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: [
        'src/ui/styles/app.css',
        'src/ui/styles/fonts.css',
        'src/ui/styles/map.css',
        'src/ui/islands/islands.ts',
        'src/ui/islands/town-map.ts',
        'src/ui/islands/page-map.ts',
        'src/ui/islands/point-map.ts',
        'src/ui/islands/draw-place.ts',
        'src/ui/islands/field-notes.ts',
        'src/ui/islands/field-worker.ts',
      ],
    },
  },
});

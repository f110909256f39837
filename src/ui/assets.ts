import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the built styles, scripts and fonts; served as it is under ASSETS_PREFIX, with a year's cache. */
export const ASSETS_DIRECTORY = fileURLToPath(new URL('../../dist/assets/', import.meta.url));

/** The same for all municipalities, so that a browser loads each file once. */
export const ASSETS_PREFIX = '/assets/';

/** Source of a built file in Vite's manifest → the name by which pages ask for it. */
const ENTRIES: Record<string, string> = {
  'src/ui/styles/app.css': 'app.css',
  'src/ui/styles/fonts.css': 'fonts.css',
  'src/ui/islands/islands.ts': 'islands.js',
  'src/ui/styles/map.css': 'map.css',
  'src/ui/islands/town-map.ts': 'map.js',
  'src/ui/islands/page-map.ts': 'page-map.js',
  'src/ui/islands/point-map.ts': 'point-map.js',
  'src/ui/islands/draw-place.ts': 'draw.js',
  'src/ui/islands/field-notes.ts': 'field.js',
  'src/ui/islands/field-worker.ts': 'field-worker.js',
};

/**
 * Addresses of the built assets: asset('app.css') → "/assets/app-3f2a….css".
 * Before a build (tests) the address is the plain name. An unknown name is a mistake and throws.
 */
export function loadAssets(directory = ASSETS_DIRECTORY): (name: string) => string {
  const built = readManifest(directory);
  const names = new Map(
    Object.entries(ENTRIES).map(([source, name]) => [name, ASSETS_PREFIX + (built?.[source]?.file ?? name)]),
  );
  return (name) => {
    const address = names.get(name);
    if (address === undefined)
      throw new Error(`no asset "${name}"; there are ${[...names.keys()].join(', ')}`);
    return address;
  };
}

function readManifest(directory: string): Record<string, { file: string }> | null {
  try {
    return JSON.parse(readFileSync(`${directory}/manifest.json`, 'utf8'));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`cannot read the asset manifest in ${directory}`, { cause });
  }
}

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadAssets } from './assets.js';

const folder = (manifest?: string): string => {
  const path = mkdtempSync(join(tmpdir(), 'yakuba-assets-'));
  if (manifest !== undefined) writeFileSync(join(path, 'manifest.json'), manifest);
  return path;
};

describe('loadAssets', () => {
  it('gives the built address with its content hash', () => {
    const asset = loadAssets(folder('{"src/ui/styles/app.css": {"file": "app-1a2b.css"}}'));
    expect(asset('app.css')).toBe('/assets/app-1a2b.css');
  });

  it('gives a stable address before anything is built', () => {
    const asset = loadAssets(folder());
    expect(asset('app.css')).toBe('/assets/app.css');
    expect(asset('islands.js')).toBe('/assets/islands.js');
  });

  it('throws for a name that no page may ask for', () => {
    expect(() => loadAssets(folder())('logo.png')).toThrow(/no asset "logo.png"/);
  });

  it('does not hide a broken manifest', () => {
    expect(() => loadAssets(folder('{'))).toThrow(/cannot read the asset manifest/);
  });
});

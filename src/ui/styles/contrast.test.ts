import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

/** Selectors of the rules that say so. */
const selectorsWith = (css: string, declaration: string): string[] =>
  [...css.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)]
    .filter(([, , body = '']) => body.includes(declaration))
    .flatMap(([, selectors = '']) => selectors.split(',').map((selector) => selector.trim()));

// The browser forces the fill of a text, but not what is drawn around it: both would be white in a dark theme.
test('in forced colours the halo of a label has the colour of the ground', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.css'));
  const haloed = files.flatMap((file) => selectorsWith(read(file), 'paint-order: stroke'));
  expect(haloed).not.toEqual([]);
  expect(selectorsWith(read('contrast.css'), 'stroke: Canvas;')).toEqual(expect.arrayContaining(haloed));
});

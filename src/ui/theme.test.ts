import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentProblems, contrast, themeCss, themeHref } from './theme.js';

const accents = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`)
  .filter((accent) => accentProblems(accent) === null);

const colour = (css: string, name: string): string => {
  const found = new RegExp(`--${name}:(#[0-9a-f]{6})`).exec(css)?.[1];
  if (!found) throw new Error(`no --${name} in ${css}`);
  return found;
};

describe('contrast', () => {
  it('agrees with the figures of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});

describe('accentProblems', () => {
  it('takes a colour that is dark enough for text', () => {
    expect(accentProblems('#7a1f3d')).toBeNull();
  });

  it('names the contrast that is missing', () => {
    expect(accentProblems('#f39800')).toMatch(/too light.*2\.2\d on white/);
  });

  it('refuses a colour that is legible on white but not on its tint', () => {
    expect(accentProblems('#767676')).toMatch(/on its own tint/);
  });

  it('refuses what is no colour', () => {
    expect(accentProblems('darkred')).toMatch(/not a colour/);
  });
});

describe('themeCss', () => {
  it('keeps every colour that follows from an accent legible', () => {
    fc.assert(
      fc.property(accents, (accent) => {
        const css = themeCss(accent);
        for (const name of ['accent', 'accent-hover', 'accent-active']) {
          expect(contrast(colour(css, name), '#ffffff')).toBeGreaterThanOrEqual(4.5);
          expect(contrast(colour(css, name), colour(css, 'accent-tint'))).toBeGreaterThanOrEqual(4.45);
        }
      }),
    );
  });

  it('refuses an accent that cannot be read', () => {
    expect(() => themeCss('#ffee00')).toThrow(/too light/);
  });

  it('has an address that changes with the colour', () => {
    expect(themeHref('/nara-city', '#7a1f3d')).toBe('/nara-city/theme.css?7a1f3d');
  });
});

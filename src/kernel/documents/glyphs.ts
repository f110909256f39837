/*
 * PDF/A (ISO 19005-2, 6.2.11.8) allows no reference to an absent glyph, so the exporter refuses and names the
 * text. It does so as a Rust debug string: `message: "the text \"𠮷\" could not be displayed with any font"`.
 */
const REFUSAL = /the text \\"(.*?)\\" could not be displayed/g;
const ESCAPE = /\\+u\{([0-9a-f]+)\}/g;

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Characters that the exporter's error names; empty when the error is about something else. */
export function charactersWithoutGlyph(error: unknown): string[] {
  const text = String((error as { message?: unknown } | null)?.message ?? '');
  const named = [...text.matchAll(REFUSAL)].map(([, found = '']) =>
    found.replace(ESCAPE, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
  );
  return [...new Set(named.flatMap((run) => [...segmenter.segment(run)].map(({ segment }) => segment)))];
}

/** Replaces each of the characters in a JSON text. */
export const replaceCharacters = (json: string, characters: readonly string[], by: string): string =>
  characters.reduce((text, character) => text.replaceAll(character, by), json);

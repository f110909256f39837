/** How a layer is told from others: never by colour alone. White letters on these colours are read easily (4.5:1). */
export interface Mark {
  letter: string;
  colour: string;
}

const COLOURS = [
  '#1a4fc4',
  '#c21f1f',
  '#197a4b',
  '#6f23d0',
  '#8a4b00',
  '#00707a',
  '#b0127b',
  '#5c6b00',
  '#2b3a67',
  '#595959',
] as const;

/** The mark of the first, second … layer of a municipality. */
export const markAt = (index: number): Mark => ({
  letter: index < 26 ? String.fromCodePoint(65 + index) : String(index + 1),
  colour: COLOURS[index % COLOURS.length] ?? COLOURS[0],
});

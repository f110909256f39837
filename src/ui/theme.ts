/*
 * The one colour that a municipality chooses, and what follows from it. Contrast after WCAG 2.2 (1.4.3, 1.4.11).
 */

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** Background of the page; the same value as --paper in styles/tokens.css. */
const PAPER: Rgb = [251, 250, 246];

const TEXT_CONTRAST = 4.5;
const TINT_SHARE = 0.08;

const parse = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

const toHex = (colour: Rgb): string =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** `share` of the first colour, the rest of the second. */
const mix = (first: Rgb, second: Rgb, share: number): Rgb =>
  first.map((part, index) => part * share + (second[index] ?? 0) * (1 - share)) as unknown as Rgb;

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const level = part / 255;
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours such as "#1a4d8f", from 1 to 21. */
export const contrast = (first: string, second: string): number => ratio(parse(first), parse(second));

function ratio(first: Rgb, second: Rgb): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Why this colour cannot be an accent, or null. Links stand on white, on paper and on the tint of the accent itself. */
export function accentProblems(accent: string): string | null {
  if (!/^#[0-9a-f]{6}$/i.test(accent)) return `"${accent}" is not a colour such as #1a4d8f`;
  const colour = parse(accent);
  const grounds: [string, Rgb][] = [
    ['white', WHITE],
    ['paper', PAPER],
    ['its own tint', mix(colour, WHITE, TINT_SHARE)],
  ];
  const faint = grounds.filter(([, ground]) => ratio(colour, ground) < TEXT_CONTRAST);
  if (faint.length === 0) return null;
  const found = faint.map(([name, ground]) => `${ratio(colour, ground).toFixed(2)} on ${name}`).join(', ');
  return `${accent} is too light for text: contrast ${found}; at least ${TEXT_CONTRAST} is needed`;
}

/** Stylesheet at {base}/theme.css. Inline styles are forbidden by the content security policy. */
export function themeCss(accent: string): string {
  const problem = accentProblems(accent);
  if (problem) throw new Error(problem);
  const colour = parse(accent);
  const values = {
    accent: toHex(colour),
    'accent-hover': toHex(mix(colour, BLACK, 0.78)),
    'accent-active': toHex(mix(colour, BLACK, 0.58)),
    'accent-tint': toHex(mix(colour, WHITE, TINT_SHARE)),
    'accent-line': toHex(mix(colour, WHITE, 0.32)),
  };
  const lines = Object.entries(values).map(([name, value]) => `--${name}:${value}`);
  return `:root{${lines.join(';')}}\n`;
}

/** Address of the stylesheet; the colour in it lets browsers keep it for long. */
export const themeHref = (base: string, accent: string): string => `${base}/theme.css?${accent.slice(1)}`;

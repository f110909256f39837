export const TOWN_MARK_OUTLINE = 'M20 2 37 12.5V38H3V12.5Z';

/** The mark in the town's colour for the browser's tab, as a data address: no request, no file a town. */
export function townIconHref(accent: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path fill="${accent}" d="${TOWN_MARK_OUTLINE}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

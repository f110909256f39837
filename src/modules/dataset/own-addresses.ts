/* Which addresses of the web lead to the same place. */

/** Host and path; that a catalogue is reached by http and by https makes it none of two. Null: no address of the web. */
export function placeOnWeb(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host, pathname } = new URL(address);
  return /^https?:$/.test(protocol) ? `${host}${pathname}`.replace(/\/+$/, '') : null;
}

/** Whether it is one of these addresses or lies beneath one. */
export function liesAt(address: string, places: readonly string[]): boolean {
  const at = placeOnWeb(address);
  return at !== null && places.some((place) => `${at}/`.startsWith(`${placeOnWeb(place)}/`));
}

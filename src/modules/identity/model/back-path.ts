/**
 * Where to go after signing in, as a path below the municipality (/procedures?x=1), or null when the wish is not a
 * page of this municipality: an address that leads elsewhere would make sign-in a tool for phishing (open redirect).
 * `base` is the municipality's prefix, empty under a host name of its own.
 */
export function backPath(wish: string | undefined, base: string): string | null {
  // A browser drops tabs and line ends from an address and reads a backslash as a slash.
  if (wish === undefined || !wish.startsWith('/') || /[\p{Cc}\\]/u.test(wish)) return null;
  const origin = 'http://here.invalid';
  if (!URL.canParse(wish, origin)) return null;
  const url = new URL(wish, origin);
  if (url.origin !== origin || !`${url.pathname}/`.startsWith(`${base}/`)) return null;
  const below = url.pathname.slice(base.length);
  // "/.//elsewhere" is resolved to "//elsewhere", which is another host again.
  if (below.startsWith('//') || /^\/sign-(in|out)(\/|$)/.test(below)) return null;
  return (below || '/') + url.search;
}

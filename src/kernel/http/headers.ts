const strong = (tag: string): string => tag.trim().replace(/^W\//, '');

/** If-None-Match names the tag (RFC 9110, section 13.1.2): any, or one of a list, compared weakly. */
export const namesTag = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some((one) => one.trim() === '*' || strong(one) === strong(tag));

export const acceptsGzip = (header: string | undefined): boolean =>
  (header ?? '')
    .split(',')
    .some((one) => /^\s*gzip\s*(;|$)/i.test(one) && !/;\s*q\s*=\s*0(\.0*)?\s*$/i.test(one));

/** RFC 8187, section 3.2.1: encodeURIComponent leaves four characters that an extended value may not hold. */
export const encodeFileName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** A path of this site in a header: never another host ("//…" and "/\\…" are to a browser), never a second header. */
export const ownAddress = (address: string): string =>
  address.replace(/^\/[/\\]+/, '/').replace(/[\p{Cc}\\]/gu, (character) => encodeURIComponent(character));

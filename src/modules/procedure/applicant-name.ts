/** Purpose of the blind index over names of applicants. */
export const NAME_INDEX = 'procedure.applicantName';

/**
 * A name as it is compared: 奈良　花子, ﾅﾗ ﾊﾅｺ and 奈良花子 differ only in how they are typed. Variation selectors go, so
 * that 辻󠄀 is found by who can only type 辻.
 */
export const comparableName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\s|[\u{FE00}-\u{FE0F}]|[\u{E0100}-\u{E01EF}]/gu, '')
    .toLowerCase();

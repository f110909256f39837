/**
 * The sheet that goes into a window envelope (長形3号) with a document: postal code, address, name and honorific, who
 * sends it, and what is enclosed under which number.
 */
export const ADDRESS_SHEET = new URL('./address-sheet.typ', import.meta.url);

/** 〒630-8580 奈良市… → its postal code and the rest; no code: all of it is the address. */
export function splitAddress(address: string): { postalCode: string; address: string } {
  const [, postalCode = '', rest = address] =
    /^〒?\s*(\d{3}-?\d{4})\s*([\s\S]*)$/.exec(address.normalize('NFKC')) ?? [];
  return { postalCode, address: rest };
}

import { folded } from '../typed-text.js';

/** 〒６３０ー８５８０ → 630-8580; what is no postal code stays as it is. */
export const postalCode = (text: string): string =>
  folded(text)
    .replace(/^〒/, '')
    .replace(/^(\d{3})[-‐‑‒–—―−ー]?(\d{4})$/, '$1-$2');

export const isPostalCode = (code: string): boolean => /^\d{3}-\d{4}$/.test(code);

import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

/** A session whose screen is in the hands of a citizen. */
export interface HandedOver {
  /** The only pages that open, below the municipality. */
  paths: readonly string[];
  /** Where the clerk goes on. */
  back: string;
  codeHash: string;
  failures: number;
}

/** After so many wrong codes the session ends: the clerk signs in again. */
export const MOST_FAILURES = 5;
const CODE_DIGITS = 4;

/** Short enough to be kept in mind for some minutes; five tries are all that anybody has. */
export const newTakeBackCode = (): string => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');

const hash = (session: string, code: string): Buffer =>
  createHash('sha256').update(`${session} ${code}`, 'utf8').digest();

export const takeBackHash = (session: string, code: string): string => hash(session, code).toString('base64');

export const isTakeBackCode = (session: string, typed: string, { codeHash }: HandedOver): boolean => {
  const code = typed.normalize('NFKC').replace(/\s/g, '');
  return timingSafeEqual(hash(session, code), Buffer.from(codeHash, 'base64'));
};

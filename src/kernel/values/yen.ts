import { z } from 'zod';
import { type Parsed, parsed, unparsed } from './parsed.js';

/** Money in whole yen, never negative: a refund or a reduction is an amount with its own name, not a minus sign. */
export const Yen = z.int().nonnegative().brand<'Yen'>().describe('Whole yen, zero or more');
export type Yen = z.infer<typeof Yen>;

/** Throws a ZodError for what is no amount of yen. */
export const yen = (amount: number): Yen => Yen.parse(amount);

export type YenFault = 'empty' | 'unreadable' | 'negative' | 'notWhole' | 'tooLarge';

const AMOUNT =
  /^(?<minus>[-−▲△])?(?:金|[¥\\])?(?<digits>\d+|\d{1,3}(?:,\d{3})+)(?<fraction>\.\d+)?(?:円(?:也)?)?$/;

/**
 * Reads an amount as people type it: 1200, 1,200円, １２００, ￥１，２００, 金1,200円也. A comma in the wrong place
 * (1,20) is refused and not guessed at: it may be a slip for 120 or for 1,200.
 */
export function parseYen(text: string): Parsed<Yen, YenFault> {
  // NFKC folds full-width forms. A Japanese keyboard gives 、 on the key of the comma.
  const folded = text.normalize('NFKC').replace(/\s/g, '').replaceAll('、', ',');
  if (folded === '') return unparsed('empty');
  const groups = AMOUNT.exec(folded)?.groups;
  if (!groups?.digits) return unparsed('unreadable');
  if (groups.minus) return unparsed('negative');
  if (groups.fraction) return unparsed('notWhole');
  const amount = Yen.safeParse(Number(groups.digits.replaceAll(',', '')));
  return amount.success ? parsed(amount.data) : unparsed('tooLarge');
}

const digits = new Intl.NumberFormat('ja-JP');

/** 1,200円, as Japanese documents print it. On screens the translator chooses the form of the language. */
export const formatYen = (amount: Yen): string => `${digits.format(amount)}円`;

import type { LocalizedText } from '#kernel/i18n/locales.js';
import { ja } from './parts/texts.js';

interface StatedFee {
  amount: string;
  text: LocalizedText;
  note?: LocalizedText | undefined;
  reductions?: readonly { amount: string }[] | undefined;
}

const YEN = /([\d,]+)円/g;
const WHOLE_NUMBER = /(?<![\w.])\d+/g;

/** Amounts that the words of a fee name and no rule of it knows: words that stayed behind when the fee was changed. */
export function amountsUnsaid({ amount, text, note, reductions = [] }: StatedFee): string[] {
  const known = new Set(
    [amount, ...reductions.map((one) => one.amount)].flatMap((rule) => rule.match(WHOLE_NUMBER) ?? []),
  );
  const named = [text, note].flatMap((words) => [...ja(words).normalize('NFKC').matchAll(YEN)]);
  return [
    ...new Set(
      named.flatMap(([words, digits = '']) => (known.has(digits.replaceAll(',', '')) ? [] : [words])),
    ),
  ];
}

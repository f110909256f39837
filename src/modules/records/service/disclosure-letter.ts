import type { Context } from '#kernel/context.js';
import { splitAddress } from '#kernel/documents/address-sheet.js';
import { localize } from '#kernel/i18n/locales.js';
import { eraDate } from '#kernel/values/era.js';
import { formatYen, yen } from '#kernel/values/yen.js';
import type { CountedBy } from '../definition.js';
import {
  type CopyLine,
  type Disclosure,
  type DisclosureDecision,
  feeOf,
  isDisclosed,
} from '../disclosure.js';
import type { LetterWords } from '../issue.js';
import { type DocumentHead, numberText } from '../model.js';

const DECISION_WORDS = {
  full: { title: '公文書開示決定通知書', decision: '全部を開示する' },
  partial: { title: '公文書部分開示決定通知書', decision: '一部を開示する' },
  refused: { title: '公文書不開示決定通知書', decision: '開示しない' },
  absent: { title: '公文書不存在決定通知書', decision: '公文書が存在しないため開示しない' },
} as const satisfies Record<DisclosureDecision, object>;

const COUNTED = { sheet: '枚', piece: '個', yen: '' } as const satisfies Record<CountedBy, string>;

const lineText = ({ title, per, yen: each, number }: CopyLine): string => {
  const sum = formatYen(yen(each * number));
  const count = per === 'yen' ? '' : `${formatYen(yen(each))}×${number}${COUNTED[per]}＝`;
  return `${localize(title, 'ja')}　${count}${sum}`;
};

const feeText = ({ lines, waiver }: Pick<Disclosure, 'lines' | 'waiver'>): string =>
  [
    ...lines.map(lineText),
    waiver === '' ? `合計　${formatYen(yen(feeOf(lines)))}` : `免除します（${waiver}）`,
  ].join('\n');

/** So that the numbered titles stand out. */
const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `　　${line}`)
    .join('\n');

export const letterTitle = (decision: DisclosureDecision): string => DECISION_WORDS[decision].title;

/** 決定通知書: what the letter with the decision says, under the title of who bears the office today. */
export function letterWords(
  { municipality: { head, name } }: Context,
  one: Pick<
    Disclosure,
    | 'requester'
    | 'address'
    | 'what'
    | 'reason'
    | 'waiver'
    | 'lines'
    | 'receivedOn'
    | 'symbol'
    | 'fiscalYear'
    | 'number'
  >,
  decision: DisclosureDecision,
  documents: readonly DocumentHead[],
): LetterWords {
  const subjects = isDisclosed(decision)
    ? documents.map((document) => `${numberText(document)}　${document.subject}`)
    : [];
  const parts: [title: string, text: string][] = [
    ['請求のあった公文書', `${one.what}（${numberText(one)}）`],
    ['決定', DECISION_WORDS[decision].decision],
    ['開示しない部分と理由', one.reason],
    ['公文書の件名', subjects.join('\n')],
    ['写しの費用', one.lines.length === 0 ? '' : feeText(one)],
    [
      '不服があるとき',
      `この決定に不服があるときは、この通知を受けた日の翌日から起算して3か月以内に、${head.title}に対して審査請求をすることができます（行政不服審査法第18条）。また、決定があったことを知った日の翌日から起算して6か月以内に、${localize(name, 'ja')}を被告として処分の取消しの訴えを提起することができます（行政事件訴訟法第14条）。`,
    ],
  ];
  return {
    addressee: one.requester,
    honorific: '様',
    ...splitAddress(one.address),
    mail: '',
    sender: head.title,
    senderName: head.name ?? '',
    body: `${eraDate(one.receivedOn)}付けの公文書の開示の請求について、次のとおり決定しましたので、通知します。`,
    notes: parts
      .filter(([, text]) => text !== '')
      .map(([title, text], index) => `${index + 1}　${title}\n${indented(text)}`)
      .join('\n'),
  };
}

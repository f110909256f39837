import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { StatusTone } from '#ui/components/status-tag.js';
import type { RefusalCode, Use } from '../edits/edit.js';
import { partForm, thirdParty } from '../edits/part-form.js';
import { fieldPlace } from '../edits/places.js';
import type { DraftDocument, DraftState } from '../model.js';
import { conditionWords, formOf } from '../parts/condition-words.js';
import { ja } from '../parts/texts.js';
import { fieldWords, isKey, maybeWords, pageWords } from '../parts/words.js';
import { type Problem, placeOf } from '../problems.js';
import type { ReadingHint } from '../reading-level.js';

export const STATE_WORDS = {
  draft: 'authoring.state.draft',
  previewed: 'authoring.state.previewed',
  inApproval: 'authoring.state.inApproval',
  approved: 'authoring.state.approved',
} as const satisfies Record<DraftState, MessageKey>;

export const STATE_TONES = {
  draft: 'neutral',
  previewed: 'active',
  inApproval: 'waiting',
  approved: 'done',
} as const satisfies Record<DraftState, StatusTone>;

/** Where in the definition something stands: 質問「電話番号」. */
export function placeWords(t: Translator, document: DraftDocument, path: Problem['path']): string {
  const { part, of, third } = placeOf(document, path);
  const other = thirdParty(document, third ?? of ?? '');
  if (other && part === 'thirdParty') return t('authoring.place.thirdParty', { title: ja(other.title) });
  const form = third === undefined ? null : partForm(document, third);
  if (form) {
    const place = placeWords(t, form, path.slice(2));
    return t('authoring.place.inPart', { part: ja(form.title), place });
  }
  const [kind = '', id = ''] = (of ?? '').split(':');
  const name = part === 'condition' ? id : kind;
  const field = fieldPlace(document, name)?.field;
  if ((part === 'field' || (part === 'condition' && kind === 'field')) && field)
    return t(part === 'field' ? 'authoring.place.field' : 'authoring.place.fieldCondition', {
      label: fieldWords(t, field),
    });
  const page = document.form.pages.find((one) => one.id === name);
  if (page && (part === 'page' || part === 'check' || part === 'condition')) {
    const words = {
      page: 'authoring.place.page',
      check: 'authoring.place.check',
      condition: 'authoring.place.pageCondition',
    } as const;
    return t(words[part], { title: pageWords(t, page) });
  }
  if (part === 'condition') return t('authoring.place.reduction');
  const isInOutline = part === 'check' || part === 'page' || part === 'field';
  return t(`authoring.place.${isInOutline ? 'outline' : part === 'thirdParty' ? 'thirdParties' : part}`);
}

/** What is wrong, for somebody who makes a procedure and writes no programs. */
export function problemWords(
  t: Translator,
  document: DraftDocument,
  { code, ids, path, message, excerpt }: Problem,
): string {
  const { third } = placeOf(document, path);
  const whose = (third !== undefined && partForm(document, third)) || document;
  const label = (id: string): string => {
    const field = fieldPlace(whose, id)?.field;
    const page = whose.form.pages.find((one) => one.id === id);
    return field ? fieldWords(t, field) : page ? pageWords(t, page) : id;
  };
  const what = keyWords(t, path, path.length - 1);
  const words = `authoring.problem.${code}`;
  return t(isKey(words) ? words : 'authoring.problem.other', {
    ids: ids.map(label).join('、'),
    what,
    message:
      excerpt === undefined
        ? message
        : t('authoring.problem.at', { place: excerpt || t('editor.formula.end') }),
  });
}

/** What a key of the document is about; `fields` is one thing in a page and another in what is printed. */
function keyWords(t: Translator, path: readonly PropertyKey[], at: number): string {
  const key = String(path[at]);
  const within = String(path.slice(0, at).findLast((one) => typeof one === 'string'));
  return (
    maybeWords(t, `authoring.key.${within}.${key}`) ??
    maybeWords(t, `authoring.key.${key}`) ??
    maybeWords(t, `authoring.option.${key}`) ??
    key
  );
}

/** A place in a file, as people say it: 申請の画面 › ページ › 2番目 › 質問. */
export const filePlaceWords = (t: Translator, place: readonly PropertyKey[]): string =>
  place
    .map((key, at) =>
      typeof key === 'number' ? t('authoring.import.nth', { number: key + 1 }) : keyWords(t, place, at),
    )
    .join(' › ');

export const refusalWords = (t: Translator, code: RefusalCode, ids: readonly string[]): string =>
  t(`authoring.refused.${code}`, { ids: ids.join('、') });

/** One use of a question, in words: 質問「理由」を出す条件. */
export function useWords(t: Translator, document: DraftDocument, use: Use): string {
  const place = placeWords(t, document, use.path);
  const isFormula = ['pageCondition', 'fieldCondition', 'check', 'reduction'].includes(use.as);
  const what = t(`authoring.use.${use.as}`);
  return isFormula
    ? t('authoring.use.withCondition', {
        place,
        what,
        words: conditionWords(t, use.source, formOf(document)),
      })
    : t('authoring.use.plain', { place, what });
}

/** Why a text is hard to read, and what to do about it. */
export const hintWords = (t: Translator, { code, ...params }: ReadingHint): string =>
  t(`authoring.reading.${code}`, params);

import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { FormDefinition } from '../definition.js';
import { isQuestion, type Question } from '../fields/field.js';

const EQUALITY = /^([a-zA-Z0-9]+)\s*(!?=)\s*(?:"([^"]*)"|(true|false))$/;
const CONTAINS = /^list contains\(\s*([a-zA-Z0-9]+)\s*,\s*"([^"]*)"\s*\)$/;

const NOT_THERE = /^channel\s*!=\s*"(?!paper")[a-z]+"(?:\s+and\s+(?:\((.*)\)|(.*)))?$/s;

/**
 * For whom a question is, in words: 「受け取り方法」が「郵送」の方のみ. A condition of another shape is
 * not put into words; that something is not asked at the counter says nothing on paper (null).
 */
export function conditionWords(show: string, form: FormDefinition, t: Translator): string | null {
  const elsewhere = NOT_THERE.exec(show);
  const source = elsewhere ? (elsewhere[1] ?? elsewhere[2]) : show;
  if (source === undefined) return null;
  const joint = /\sor\s/.test(source) ? ' or ' : ' and ';
  const atoms = source.split(joint).map((atom) => atomWords(atom.trim(), form, t));
  if (atoms.some((atom) => atom === null)) return t('paperForm.onlyNeutral');
  return t('paperForm.only', {
    condition: atoms.join(t(joint === ' or ' ? 'paperForm.or' : 'paperForm.and')),
  });
}

function atomWords(atom: string, form: FormDefinition, t: Translator): string | null {
  const [, listed = '', item = ''] = CONTAINS.exec(atom) ?? [];
  const [, equal = '', sign = '=', text = '', truth = ''] = EQUALITY.exec(atom) ?? [];
  const id = listed || equal;
  const field = form.pages.flatMap(({ fields }) => fields.filter(isQuestion)).find((one) => one.id === id);
  const answer = field && answerWords(field, item || text || truth, t);
  if (!field || !answer) return null;
  const params = { question: localize(field.label, t.locale), answer };
  return sign === '!=' ? t('paperForm.isNot', params) : t('paperForm.is', params);
}

function answerWords(field: Question, value: string, t: Translator): string | null {
  const words = (text: LocalizedText | undefined) => (text === undefined ? null : localize(text, t.locale));
  if (field.kind === 'choice' || field.kind === 'choices')
    return words(field.options.find((option) => option.value === value)?.label);
  if (field.kind === 'yesNo')
    return value === 'true' ? (words(field.yes) ?? t('common.yes')) : (words(field.no) ?? t('common.no'));
  return null;
}

import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { DefinitionChange } from '../../defining/compare.js';
import { type DraftDocument, fieldIn } from '../../defining/draft.js';
import type { DraftProblem } from '../../defining/problems.js';
import { type FieldKind, GEOMETRY_KINDS, isFieldKind } from '../../definition.js';
import { labelText } from '../texts.js';

export const kindWords = (t: Translator, kind: string): string =>
  isFieldKind(kind) ? t(`authoring.kind.${kind satisfies FieldKind}`) : kind;

export const placeWords = (t: Translator, kinds: string): string => {
  const words = GEOMETRY_KINDS.filter((kind) => kinds.split(' ').includes(kind));
  return words.length === 0
    ? t('registerDesk.general.place.none')
    : words.map((kind) => t(`registerDesk.general.place.${kind}`)).join('・');
};

export const staffWords = (t: Translator, staff: string): string =>
  t(staff === 'unit' ? 'registerDesk.general.staff.unit' : 'registerDesk.general.staff.everyone');

export const yearsWords = (t: Translator, years: number | null): string =>
  years === null ? t('registerDesk.forever') : t('registerDesk.years', { years });

const sensitivityWords = (t: Translator, sensitivity: string): string =>
  t(
    sensitivity === 'special'
      ? 'registerDesk.field.sensitivity.special'
      : sensitivity === 'personal'
        ? 'registerDesk.field.sensitivity.personal'
        : 'registerDesk.field.sensitivity.ordinary',
  );

/** Years, or ∞, before the rule: as the comparison of two versions has them. */
function retentionWords(t: Translator, retention: string): string {
  const [, years = '', basis = ''] = /^(\S*) (.*)$/s.exec(retention) ?? [];
  return t('registerDesk.kept', { years: yearsWords(t, years === '∞' ? null : Number(years)), basis });
}

/** A difference of two versions as a sentence. */
export function changeText(t: Translator, { code, label, before, after }: DefinitionChange): string {
  const pair = (words: (t: Translator, text: string) => string) =>
    t(`registerDesk.change.${code}`, { label, before: words(t, before), after: words(t, after) });
  switch (code) {
    case 'kind':
      return pair(kindWords);
    case 'place':
      return pair(placeWords);
    case 'staff':
      return pair(staffWords);
    case 'sensitivity':
      return pair(sensitivityWords);
    case 'retention':
      return pair(retentionWords);
    case 'seenBy':
    case 'editedBy':
      return pair((_, roles) => roles || t('registerDesk.everyone'));
    case 'standard':
    case 'column':
      return pair((_, words) => words || t('registerDesk.nothing'));
    default:
      return t(`registerDesk.change.${code}`, { label, before, after });
  }
}

export const problemText = (t: Translator, { code, detail = '' }: DraftProblem): string =>
  t(`registerDesk.fault.${code}`, { detail });

/** Where a problem is mended. */
export function problemPlace(
  t: Translator,
  here: string,
  document: DraftDocument,
  { field, control }: DraftProblem,
): { href: string; words: string } {
  const found = field === null ? undefined : fieldIn(document, field);
  if (found)
    return {
      href: `${here}/fields/${field}#${control}`,
      words: t('registerDesk.fieldOf', { title: labelText(t, found) }),
    };
  return control === 'fields'
    ? { href: `${here}#fields`, words: t('registerDesk.fields') }
    : { href: `${here}/general#${control}`, words: t('registerDesk.general') };
}

export const titleOf = (t: Translator, { title, id }: DraftDocument): string =>
  localize(title, t.locale) || id;

import { isTyped } from '#forms/fields/field.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { columnOf } from '../../defining/standards.js';
import type { RegisterField } from '../../definition.js';
import { isSealed } from '../../definition-problems.js';
import type { OpenDraft } from '../../service/defining.js';
import { kindWords } from './words.js';

/** What a field of a draft is, in words: kind, what it must be, who sees it, what is done with it. */
export function fieldMarks(
  t: Translator,
  { draft: { document }, role, title }: Pick<OpenDraft, 'draft' | 'role' | 'title'>,
  field: RegisterField,
): string[] {
  const { ask, notPublic } = field;
  const column = columnOf(document, ask.id);
  const isSpecial = 'sensitivity' in ask && ask.sensitivity === 'special';
  return [
    ask.kind === 'calculated' ? `${kindWords(t, ask.kind)}（${ask.value}）` : kindWords(t, ask.kind),
    t(isTyped(ask) && !ask.optional ? 'registerDesk.required' : 'registerDesk.optional'),
    ...(document.key.includes(ask.id) ? [t('registerDesk.isKey')] : []),
    ...(document.label === ask.id ? [t('registerDesk.isLabel')] : []),
    ...(isSealed(field)
      ? [t(isSpecial ? 'registerDesk.field.sensitivity.special' : 'registerDesk.field.sensitivity.personal')]
      : []),
    notPublic === undefined
      ? t('registerDesk.public')
      : `${t('registerDesk.field.publicNo')}（${notPublic}）`,
    ...(field.relation === undefined
      ? []
      : [t('registerDesk.isRelation', { register: title(field.relation) })]),
    ...(['seenBy', 'editedBy'] as const).flatMap((of) =>
      field[of] ? [t(`registerDesk.${of}`, { roles: field[of].map(role).join('・') })] : [],
    ),
    ...(column === '' ? [] : [t('registerDesk.isColumn', { heading: column })]),
  ];
}

import { localize } from '#kernel/i18n/locales.js';
import { membersPaper } from '../../paper/members.js';
import { type PaperType, small } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { MemberField } from '../member.js';
import type { PeopleField } from './definition.js';
import { mostEntries } from './people.js';

/** Entries on an empty form; for more a second sheet is used. */
const ENTRIES = 3;

export const peoplePaper =
  (paperOf: (member: MemberField) => PaperType<MemberField>): PaperType<PeopleField> =>
  ({ field, raw, t }) => {
    const known = Number(typed(raw, 'count') || 0);
    const count = known > 0 ? known : Math.min(Math.max(ENTRIES, field.min), mostEntries(field));
    const item = localize(field.itemLabel, t.locale);
    const rows = Array.from({ length: count }, (_, index) => {
      const [first, ...others] = membersPaper(paperOf, field.fields, { raw, prefix: String(index), t });
      const entry = t('forms.people.entry', { item, number: index + 1 });
      return first ? [{ ...first, entry }, ...others] : [];
    }).flat();
    const isOpen = known === 0 && count < mostEntries(field);
    return {
      rows: isOpen ? [...rows, { label: null, lines: [[small(t('paperForm.moreEntries'))]] }] : rows,
    };
  };

import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { SummaryList } from '#ui/components/summary-list.js';
import type { Register, RegisterField } from '../../definition.js';
import { isPublicField } from '../../definition-problems.js';
import type { OpenDraft } from '../../service/defining.js';
import { labelText } from '../texts.js';
import { placeWords, staffWords, yearsWords } from './words.js';

interface Setting {
  term: string;
  value: string;
}

/** What holds for a register as a whole, in words: whose it is, who sees and changes it, what is public, how long it is kept. */
function settingsOf(
  t: Translator,
  document: Register,
  { unit, role }: { unit: string; role: OpenDraft['role'] },
): Setting[] {
  const { title, description, staff, notPublic, place, retention, standards, fields } = document;
  const named = (of: readonly RegisterField[]) =>
    of.map((field) => labelText(t, field)).join('・') || t('registerDesk.nothing');
  const called = (ids: readonly string[]) => named(fields.filter(({ ask }) => ids.includes(ask.id)));
  const only = (of: 'seenBy' | 'editedBy') =>
    fields.flatMap((field) => {
      const roles = field[of]?.map(role).join('・');
      return roles ? t('registerDesk.setting.only', { label: labelText(t, field), roles }) : [];
    });
  const open = t('registerDesk.general.publicYes');
  const closed = (why: string) => t('registerDesk.setting.closed', { why });
  const isShown = (field: RegisterField) => notPublic === undefined && isPublicField(field);
  const lines = (...parts: (string | readonly string[])[]) => parts.flat().join('\n');
  return [
    { term: t('registerDesk.general.title'), value: localize(title, t.locale) },
    { term: t('registerDesk.new.id'), value: document.id },
    { term: t('registerDesk.general.description'), value: localize(description ?? '', t.locale) },
    { term: t('registerDesk.general.unit'), value: unit },
    { term: t('registerDesk.general.staff'), value: lines(staffWords(t, staff), only('seenBy')) },
    {
      term: t('registerDesk.setting.editors'),
      value: lines(t('registerDesk.setting.editorsOf', { unit }), only('editedBy')),
    },
    {
      term: t('registerDesk.general.place'),
      value: lines(
        placeWords(t, place?.kinds.join(' ') ?? ''),
        place?.notPublic === undefined ? [] : closed(place.notPublic),
      ),
    },
    {
      term: t('registerDesk.general.public'),
      value: notPublic === undefined ? open : closed(notPublic),
    },
    { term: t('registerDesk.setting.shown'), value: named(fields.filter(isShown)) },
    { term: t('registerDesk.setting.hidden'), value: named(fields.filter((field) => !isShown(field))) },
    {
      term: t('registerDesk.general.standard'),
      value:
        standards.map((one) => localize(one.title, t.locale)).join('・') ||
        t('registerDesk.general.standardNone'),
    },
    { term: t('registerDesk.setting.key'), value: called(document.key) },
    { term: t('registerDesk.setting.label'), value: called([document.label]) },
    { term: t('registerDesk.general.years'), value: yearsWords(t, retention.years) },
    { term: t('registerDesk.general.basis'), value: retention.basis },
  ];
}

/** The settings of a draft; where they differ from the version in use, `isCompared` shows what they were. */
export const Settings = ({
  t,
  opened,
  isCompared = false,
}: {
  t: Translator;
  opened: OpenDraft;
  isCompared?: boolean;
}) => {
  const { draft, base, units, role } = opened;
  const was = base && isCompared ? settingsOf(t, base, { unit: units.before, role }) : [];
  const rows = settingsOf(t, draft.document, { unit: units.after, role }).map(({ term, value }, at) => {
    const before = was[at]?.value ?? value;
    if (before === value) return { term, value };
    const none = t('registerDesk.nothing');
    return {
      term,
      value: (
        <>
          <span class="muted">{t('registerDesk.setting.before', { value: before || none })}</span>
          <br />
          <strong>{t('registerDesk.setting.after', { value: value || none })}</strong>
        </>
      ),
    };
  });
  return <SummaryList t={t} rows={rows} />;
};

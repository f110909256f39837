import { dateIn } from '#kernel/clock.js';
import { staffIdOf } from '#kernel/context.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { type Description, DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { TextInput } from '#ui/components/text-input.js';
import { Timeline } from '#ui/components/timeline.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Register, RegisterField } from '../definition.js';
import { isSealed } from '../definition-problems.js';
import { differing, type KeptRegister, type Names, type Row, type RowVersion } from '../model.js';
import type { RelatedPage } from '../related.js';
import type { Naming } from '../service/related.js';
import { CounterCopyForm } from './counter-copy-form.js';
import { fieldValue, type NamedRows } from './field-value.js';
import { NamingRows } from './related.js';
import { RelatedThings } from './related-things.js';
import { RowPlace } from './row-place.js';
import { CHANGE_WORDS, fieldOf, labelText, placeText, STATE_WORDS, valueText } from './texts.js';

export interface RowPageProps {
  page: PageContext;
  kept: KeptRegister;
  row: Row;
  /** Fields that the reader sees. */
  visible: ReadonlySet<string>;
  versions: readonly RowVersion[];
  /** What the fields of those versions were. */
  definitions: ReadonlyMap<number, Register>;
  hasMore: boolean;
  /** Who wrote the versions. */
  staff: ReadonlyMap<string, string>;
  /** What the rows are called that this one names, and the rows that name it. */
  names: Names;
  naming: readonly Naming[];
  /** Cases and reports about it. */
  things: RelatedPage;
  isFirst: boolean;
  mayEdit: boolean;
  /** As it was at the end of a day. */
  past: { day: string; version: (RowVersion & { of: Register }) | null } | null;
  errors: Readonly<Record<string, string>>;
  /** Why it was not put out of use or back, with the reason that was typed. */
  typed?: { why: string; error: string } | undefined;
}

function descriptions(
  t: Translator,
  register: Register,
  isShown: (id: string) => boolean,
  row: Pick<Row, 'values' | 'label' | 'geometry'>,
  here: string,
  named: NamedRows,
): Description[] {
  const fields = register.fields
    .filter(({ ask }) => isShown(ask.id))
    .map((field) => ({
      term: labelText(t, field),
      value: (
        <>
          {fieldValue(t, field, row, here, named) ?? <span class="muted">{t('register.row.blank')}</span>}
          {field.notPublic !== undefined && (
            <p class="muted">
              {isSealed(field) && `${t('register.row.personal')}・`}
              {t('register.row.notPublic', { reason: field.notPublic })}
            </p>
          )}
        </>
      ),
    }));
  if (!register.place) return fields;
  const value = row.geometry ? placeText(t, row.geometry) : t('register.row.noPlace');
  return [...fields, { term: t('register.row.place'), value }];
}

/** As the definition of that day had it; what the reader may not see has no value in it. */
const pastDescriptions = (
  t: Translator,
  visible: ReadonlySet<string>,
  label: string,
  version: RowVersion & { of: Register },
  here: string,
  named: NamedRows,
): Description[] =>
  descriptions(
    t,
    version.of,
    (id) => visible.has(id) || version.values[id] !== undefined,
    { ...version, label },
    here,
    named,
  );

const byText = (t: Translator, staff: RowPageProps['staff'], { by, importId }: RowVersion): string => {
  const id = staffIdOf(by);
  const who = id === null ? t('register.change.bySystem') : (staff.get(id) ?? by);
  return importId ? `${who}（${t('register.change.byImport')}）` : who;
};

/** What a version changed against the one before it. */
function changes(
  t: Translator,
  definitions: RowPageProps['definitions'],
  after: RowVersion,
  before: RowVersion | undefined,
): string[] {
  if (!before) return [];
  const [old, now] = [before, after].map(({ definition }) => definitions.get(definition));
  return differing(before, after).map((id) => {
    if (id === '$place') {
      const [was, is] = [before, after].map(({ geometry }) =>
        geometry ? placeText(t, geometry) : t('register.row.blank'),
      );
      return t('register.change.field', {
        label: t('register.row.place'),
        before: was ?? '',
        after: is ?? '',
      });
    }
    // Each value in the words of its own version: fields that are retired or of another kind now are told as well.
    const [was, is] = [old, now].map((register) => register && fieldOf(register, id));
    const text = ({ values }: RowVersion, field: RegisterField | undefined) =>
      (field && valueText(t, field, values[id])) || t('register.row.blank');
    const field = is ?? was;
    const label = field ? labelText(t, field) : t('register.change.gone', { field: id });
    return t('register.change.field', { label, before: text(before, was), after: text(after, is) });
  });
}

const History = ({ page: { t }, versions, definitions, hasMore, staff }: RowPageProps) => (
  <Section title={t('register.row.history')} id="history">
    <Timeline
      entries={versions.map((version, at) => ({
        at: t.dateTime(version.at),
        title: t('register.change.version', {
          version: version.version,
          change: t(CHANGE_WORDS[version.change]),
        }),
        by: byText(t, staff, version),
        text: (
          <>
            {version.why !== null && <p>{version.why}</p>}
            <ul>
              {changes(t, definitions, version, versions[at + 1]).map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </>
        ),
      }))}
    />
    {hasMore && <p>{t('register.row.historyMore')}</p>}
  </Section>
);

const StateForm = ({
  page: { t },
  row,
  typed,
  here,
}: Pick<RowPageProps, 'page' | 'row' | 'typed'> & { here: string }) => {
  if (row.disposedAt)
    return <p>{t('registerList.retention.disposed', { day: t.date(dateIn(row.disposedAt)) })}</p>;
  const isActive = row.state === 'active';
  const form = (
    <Form
      t={t}
      action={`${here}/${isActive ? 'retire' : 'restore'}`}
      hidden={{ version: String(row.version) }}
    >
      {isActive && <p>{t('register.row.retireLead')}</p>}
      <TextInput
        t={t}
        id="why"
        label={t('register.row.why')}
        hint={t('register.row.whyHint')}
        maxLength={500}
        value={typed?.why}
        error={typed?.error}
      />
      <ButtonRow>
        <Button type="submit" variant={isActive ? 'danger' : 'primary'}>
          {t(isActive ? 'register.row.retire' : 'register.row.restore')}
        </Button>
      </ButtonRow>
    </Form>
  );
  if (!isActive) return form;
  return (
    <Details summary={t('register.row.retire')} open={typed !== undefined}>
      {form}
    </Details>
  );
};

/** One row: what it holds, what it was, who names it. */
export const RowPage = (props: RowPageProps) => {
  const { page, kept, row, visible, mayEdit, past, errors, typed } = props;
  const { t, base } = page;
  const { register } = kept;
  const here = `${base}/staff/registers/${register.id}/rows/${row.id}`;
  const title = localize(register.title, t.locale);
  const named: NamedRows = {
    names: props.names,
    href: (other, id) => `${base}/staff/registers/${other}/rows/${id}`,
  };
  return (
    <StaffPage
      page={page}
      title={row.label}
      lead={`${t(STATE_WORDS[row.state])}・${t('register.row.key')}：${row.key}`}
      breadcrumbs={[
        { label: t('register.index.title'), href: `${base}/staff/registers` },
        { label: title, href: `${base}/staff/registers/${register.id}` },
        { label: row.label },
      ]}
      errors={Object.entries({ ...errors, ...(typed && { why: typed.error }) }).map(([id, text]) => ({
        id,
        text,
      }))}
      {...(mayEdit &&
        row.state === 'active' && {
          actions: <ButtonLink href={`${here}/edit`}>{t('register.row.edit')}</ButtonLink>,
        })}
    >
      {past ? (
        <Section
          title={t('register.row.asOfTitle', { day: past.day })}
          aside={<a href={here}>{t('register.row.asOfBack')}</a>}
        >
          {past.version ? (
            <DescriptionList items={pastDescriptions(t, visible, row.label, past.version, here, named)} />
          ) : (
            <NotificationBanner t={t} kind="info" title={t('register.row.asOfNone', { day: past.day })} />
          )}
        </Section>
      ) : (
        <Section title={t('register.row.values')}>
          <DescriptionList items={descriptions(t, register, (id) => visible.has(id), row, here, named)} />
        </Section>
      )}
      {!past && (
        <RowPlace page={page} kept={kept} row={row} rows={`${base}/staff/registers/${register.id}/rows/`} />
      )}
      {register.counterCopy && row.state === 'active' && mayEdit && (
        <CounterCopyForm t={t} register={register} copy={register.counterCopy} here={here} />
      )}
      <NamingRows t={t} base={base} row={row} naming={props.naming} />
      <RelatedThings page={page} related={props.things} here={here} isFirst={props.isFirst} />
      <Details summary={t('register.row.asOf')} open={errors.day !== undefined}>
        <Form t={t} action={here} method="get">
          <TextInput
            t={t}
            id="day"
            type="date"
            width="10"
            label={t('register.row.asOfDay')}
            value={past?.day}
            error={errors.day}
          />
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('register.row.asOfShow')}
            </Button>
          </ButtonRow>
        </Form>
      </Details>
      {mayEdit && <StateForm page={page} row={row} typed={typed} here={here} />}
      <History {...props} />
    </StaffPage>
  );
};

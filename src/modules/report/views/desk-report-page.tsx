import type { Raw } from '#forms/fields/field-type.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { TiedRowsSection } from '#modules/register/api.js';
import { Button } from '#ui/components/button.js';
import { type Description, DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { Timeline } from '#ui/components/timeline.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type Action, mayNext } from '../model.js';
import type { OpenedReport } from '../service/desk.js';
import type { OwnerProposal } from '../service/owner.js';
import { deskPath } from './desk-list-page.js';
import { Photos, Release } from './desk-public.js';
import { ACTION_WORDS, CHANNEL_WORDS } from './desk-words.js';
import { placeSource } from './photo-place.js';
import { ReportPlace } from './report-place.js';
import { eventWords, kindTitle, STATE_TONES, STATE_WORDS, titleIn } from './words.js';

export interface DeskTyped {
  values: Readonly<Record<string, string>>;
  /** Pictures that wait to be added. */
  photo: Raw;
  errors: Readonly<Record<string, string>>;
}
export interface DeskReportProps {
  page: PageContext;
  data: OpenedReport;
  /** Whose it is by a register, while nobody has confirmed it. */
  likely: OwnerProposal | null;
  typed: DeskTyped;
}

/** Whose it is: as confirmed, else as a register says, else that it is to be confirmed. */
function ownerFact({ page: { t, base }, data: { report, rules }, likely }: DeskReportProps): Description[] {
  const term = t('reportDesk.whose');
  if (report.owner !== null) return [{ term, value: titleIn(t, rules.owners, report.owner) }];
  if (likely) {
    const { row, metres } = likely;
    const owner = localize(likely.owner.title, t.locale);
    return [
      {
        term,
        value: (
          <>
            {t('reportDesk.ownerLikely', { owner, metres })}{' '}
            <a href={`${base}/registers/${row.register}/${row.id}`}>{row.label}</a>
          </>
        ),
      },
    ];
  }
  return rules.kind(report.kind)?.asksOwner ? [{ term, value: t('reportDesk.ownerAsked') }] : [];
}

const factsOf = (props: DeskReportProps): Description[] => {
  const { t } = props.page;
  const { report, rules, from } = props.data;
  const unit = (id: string | null, list: Parameters<typeof titleIn>[1]) => titleIn(t, list, id);
  const questions = rules.kind(report.kind)?.questions ?? [];
  return [
    { term: t('reportDesk.kind'), value: kindTitle(t, rules, report.kind) },
    {
      term: t('reportDesk.state'),
      value: <StatusTag tone={STATE_TONES[report.state]} label={t(STATE_WORDS[report.state])} />,
    },
    { term: t('reportDesk.words'), value: report.words },
    { term: t('reports.where'), value: report.place },
    {
      term: t('reportDesk.position'),
      value: report.point ? `${report.point.lat.toFixed(6)}, ${report.point.lon.toFixed(6)}` : '',
    },
    ...placeSource(props.page, report),
    ...questions.map(({ id, text, options }) => ({
      term: localize(text, t.locale),
      value: unit(report.answers[id] ?? null, options),
    })),
    { term: t('reportDesk.channel'), value: t(CHANNEL_WORDS[report.channel]) },
    ...(from
      ? [
          {
            term: t('reportDesk.passedFrom'),
            value: [localize(from.name, t.locale), from.number && formatReference(from.number)]
              .filter(Boolean)
              .join('　'),
          },
        ]
      : []),
    { term: t('reportDesk.received'), value: t.dateTime(report.receivedAt) },
    { term: t('reportDesk.crew'), value: unit(report.crew, rules.crews) },
    ...ownerFact(props),
    ...(report.ownerState
      ? [{ term: t('reportDesk.passedTo'), value: t(STATE_WORDS[report.ownerState]) }]
      : []),
    { term: t('reportDesk.reason'), value: unit(report.reason, rules.reasons) },
    { term: t('reports.sameAs'), value: report.sameAs ? formatReference(report.sameAs) : '' },
    { term: t('reports.followers'), value: t('reports.people', { count: report.followers }) },
    { term: t('reportDesk.media'), value: report.mediaUrl },
  ].filter(({ value }) => value !== '');
};

/** Steps from the table of what may happen next: one form, each button says what it does. */
const Steps = ({ page, data, likely, typed }: DeskReportProps) => {
  const { report, rules, refusing, next: possible } = data;
  const { t, base } = page;
  const crews = rules.crews.filter(({ unit }) => unit === report.unit);
  const next = possible.filter((action) => action !== 'assign' || crews.length > 0);
  const may = (action: Action) => next.includes(action);
  const choice = (id: string) => ({ t, id, value: typed.values[id], error: typed.errors[id] });
  const others = rules.owners.filter(({ isOurs }) => !isOurs);
  return (
    <Section title={t('reportDesk.steps')}>
      <Form
        t={t}
        action={`${base}${deskPath(report.id, '/act')}`}
        hidden={{ revision: String(report.revision) }}
      >
        <Select
          {...choice('template')}
          label={t('reportDesk.template')}
          emptyLabel={t('reportDesk.templateNone')}
          options={rules.templates.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Textarea
          {...choice('reply')}
          label={t('reportDesk.reply')}
          hint={t('reportDesk.replyHelp')}
          rows={3}
        />
        {may('assign') && (
          <Select
            {...choice('crew')}
            value={typed.values.crew ?? report.crew ?? undefined}
            label={t('reportDesk.crew')}
            options={crews.map(({ id, title }) => ({ value: id, label: title }))}
          />
        )}
        {may('close') && (
          <Select
            {...choice('reason')}
            label={t('reportDesk.reason')}
            options={rules.reasons.map(({ id, title }) => ({ value: id, label: localize(title, t.locale) }))}
          />
        )}
        {may('close') && (
          <TextInput
            {...choice('sameAs')}
            label={t('reportDesk.sameAs')}
            hint={t('reportDesk.sameAsHelp')}
            width="20"
          />
        )}
        {may('passOn') && (
          <Select
            {...choice('owner')}
            value={typed.values.owner ?? likely?.owner.id}
            label={t('reportDesk.owner')}
            options={others.map(({ id, title, municipality }) => {
              const words = localize(title, t.locale);
              const label = refusing.includes(id)
                ? t('reportDesk.ownerNotThere', { title: words })
                : municipality
                  ? t('reportDesk.ownerThere', { title: words })
                  : words;
              return { value: id, label };
            })}
          />
        )}
        <div class="button-row">
          {next.map((action, index) => (
            <Button
              type="submit"
              name="action"
              value={action}
              variant={index === 0 ? 'primary' : 'secondary'}
            >
              {t(ACTION_WORDS[action])}
            </Button>
          ))}
          <Button type="submit" name="action" value="reply" variant="tertiary">
            {t('reportDesk.send')}
          </Button>
        </div>
      </Form>
    </Section>
  );
};

/** A wrong kind is put right, and the report goes to the section that looks after it. */
const KindChange = ({ page: { t, base }, data: { report, rules }, typed }: DeskReportProps) => (
  <Section title={t('reportDesk.changeKind')}>
    <Form
      t={t}
      action={`${base}${deskPath(report.id, '/kind')}`}
      hidden={{ revision: String(report.revision) }}
    >
      <Select
        t={t}
        id="newKind"
        label={t('reportDesk.newKind')}
        value={typed.values.newKind}
        error={typed.errors.newKind}
        options={rules.kinds
          .filter(({ id }) => id !== report.kind)
          .map(({ id, title }) => ({ value: id, label: localize(title, t.locale) }))}
      />
      <TextInput
        t={t}
        id="why"
        label={t('reportDesk.why')}
        hint={t('reportDesk.replyHelp')}
        value={typed.values.why}
        error={typed.errors.why}
      />
      <Button type="submit" variant="secondary">
        {t('reportDesk.changeKind')}
      </Button>
    </Form>
  </Section>
);

/** Evidence is kept as long as the mark is set; whoever takes it away says why. */
const Liability = ({ page: { t, base }, data: { report }, typed }: DeskReportProps) => (
  <Section title={t('reportDesk.liability')}>
    <Form
      t={t}
      action={`${base}${deskPath(report.id, '/liability')}`}
      hidden={{ revision: String(report.revision), liability: report.liability ? '' : 'yes' }}
    >
      <TextInput
        t={t}
        id="liabilityWhy"
        label={t(report.liability ? 'reportDesk.unflagWhy' : 'reportDesk.flagWhy')}
        hint={t('reportDesk.flagHelp')}
        required={report.liability}
        value={typed.values.liabilityWhy}
        error={typed.errors.liabilityWhy}
      />
      <Button type="submit" variant={report.liability ? 'danger' : 'tertiary'}>
        {t(report.liability ? 'reportDesk.unflag' : 'reportDesk.flag')}
      </Button>
    </Form>
  </Section>
);

/** One report with everything that is to be done about it. */
export const DeskReportPage = (props: DeskReportProps) => {
  const { page, data, typed } = props;
  const { t, base } = page;
  const { report, events, contacts } = data;
  const number = formatReference(report.number);
  return (
    <StaffPage
      page={page}
      title={`${kindTitle(t, data.rules, report.kind)} ${number}`}
      breadcrumbs={[{ label: t('reportDesk.nav'), href: `${base}/staff/reports` }, { label: number }]}
      errors={Object.entries(typed.errors).map(([id, text]) => ({ id, text }))}
    >
      {report.liability && <NotificationBanner t={t} kind="warning" title={t('reportDesk.flagged')} />}
      <DescriptionList items={factsOf(props)} />
      <ReportPlace page={page} label={kindTitle(t, data.rules, report.kind)} point={report.point} />
      <Steps {...props} />
      {(mayNext(report.state, 'assign') || typed.values.why !== undefined) && <KindChange {...props} />}
      <Release {...props} />
      <Photos {...props} />
      <Section title={t('reportDesk.contacts')}>
        {report.channel === 'phone' && (
          <p>
            <a href={`${base}${deskPath(report.id, '/slip')}`}>{t('reportDesk.slip')}</a>
          </p>
        )}
        {contacts.length === 0 ? (
          <p>{t('reportDesk.noContacts')}</p>
        ) : (
          <ul>
            {contacts.map(({ name, email, phone }) => (
              <li>{[name, email, phone].filter(Boolean).join('　')}</li>
            ))}
          </ul>
        )}
      </Section>
      <TiedRowsSection page={page} tied={data.tied} />
      <Liability {...props} />
      <Section title={t('reports.history')}>
        <Timeline
          entries={events.map((event) => ({
            at: t.dateTime(event.at),
            title: eventWords(t, event),
            ...(event.reply !== '' && { text: event.reply }),
          }))}
        />
      </Section>
    </StaffPage>
  );
};

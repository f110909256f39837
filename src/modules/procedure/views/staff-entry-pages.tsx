import {
  CheckAnswersPage,
  type CheckAnswersPageProps,
  checkAnswersTop,
} from '#forms/views/check-answers-page.js';
import { FormPage, type FormPageProps, formPageTop } from '#forms/views/form-page.js';
import { dateIn } from '#kernel/clock.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Form } from '#ui/components/form.js';
import { LinkList } from '#ui/components/link-list.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Procedure } from '../definition.js';
import type { FeeDue } from '../fee.js';
import type { Entered, Entry, EntryLine } from '../service/staff-entry.js';
import {
  ENTRY_PURPOSES,
  type EntryPurpose,
  entryChannels,
  type IdentityCheck,
  identityChecks,
} from '../staff-entry.js';
import { FROM_CHECK, SAVE_DRAFT } from './apply-pages.js';
import { AskedList } from './asked-list.js';
import { CHANNELS, DELIVERY_WORDS, feeText } from './words.js';

export const entryPath = (draft: string, pageId: string): string => `/staff/entries/${draft}/${pageId}`;

export const PURPOSE_LABELS = {
  applicant: 'staffEntry.purpose.applicant',
  agent: 'staffEntry.purpose.agent',
  institution: 'staffEntry.purpose.institution',
} as const satisfies Record<EntryPurpose, MessageKey>;

export const CHECK_WORDS = {
  photoCard: 'staffEntry.check.photoCard',
  twoDocuments: 'staffEntry.check.twoDocuments',
  agentDocuments: 'staffEntry.check.agentDocuments',
  callBack: 'staffEntry.check.callBack',
  spoken: 'staffEntry.check.spoken',
  notNeeded: 'staffEntry.check.notNeeded',
} as const satisfies Record<IdentityCheck, MessageKey>;

/** What one is writing, and what can be written. */
export const EntriesPage = ({
  page,
  lines,
  procedures,
  text,
}: {
  page: PageContext;
  lines: readonly EntryLine[];
  procedures: readonly Procedure[];
  text: string;
}) => {
  const { t, base } = page;
  return (
    <StaffPage page={page} title={t('staffEntry.title')} lead={t('staffEntry.lead')}>
      <Section title={t('staffEntry.drafts')}>
        {lines.length === 0 ? (
          <p>{t('staffEntry.noDrafts')}</p>
        ) : (
          <Table
            id="drafts"
            caption={t('staffEntry.drafts')}
            isCaptionHidden
            narrow
            columns={[
              {
                header: t('staff.case.procedure'),
                cell: ({ id, title }) => (
                  <a href={`${base}${entryPath(id, 'check')}`}>{localize(title, t.locale)}</a>
                ),
                isRowHeader: true,
              },
              { header: t('staffEntry.name'), cell: ({ name }) => name || t('staffEntry.noName') },
              { header: t('staffEntry.channel'), cell: ({ channel }) => t(CHANNELS[channel].word) },
              { header: t('staffEntry.savedAt'), cell: ({ updatedAt }) => t.dateTime(updatedAt) },
              {
                header: t('staffEntry.discard'),
                cell: ({ id, title, name }) => (
                  <Form t={t} action={`${base}${entryPath(id, 'discard')}`}>
                    <ConfirmButton
                      id={`discard-${id}`}
                      size="small"
                      isQuiet
                      label={t('staffEntry.discard')}
                      question={t('staffEntry.discardQuestion', {
                        title: localize(title, t.locale),
                        name: name || t('staffEntry.noName'),
                      })}
                      cancel={t('staffEntry.discardCancel')}
                    />
                  </Form>
                ),
              },
            ]}
            rows={lines}
          />
        )}
      </Section>
      <Section title={t('staffEntry.choose')}>
        <FilterForm t={t} action={`${base}/staff/entries`} label={t('staffEntry.search')}>
          <TextInput t={t} id="q" label={t('staffEntry.search')} bare value={text} autoComplete="off" />
        </FilterForm>
        {procedures.length === 0 ? (
          <EmptyState title={t('staffEntry.noProcedures')} icon="search" />
        ) : (
          <LinkList
            links={procedures.map(({ id, title }) => ({
              label: localize(title, t.locale),
              href: `${base}/staff/entries/new?procedure=${id}`,
            }))}
          />
        )}
      </Section>
    </StaffPage>
  );
};

export interface BeginEntryTyped {
  channel: string;
  purpose: string;
  errors: { channel?: string; purpose?: string };
}

/** How the person came and on whose word it is written. */
export const BeginEntryPage = ({
  page,
  procedure,
  typed,
}: {
  page: PageContext;
  procedure: Procedure;
  typed?: BeginEntryTyped;
}) => {
  const { t, base } = page;
  const channels = entryChannels(procedure);
  const errors = typed?.errors ?? {};
  return (
    <StaffPage
      page={page}
      title={localize(procedure.title, t.locale)}
      lead={t('staffEntry.begin.lead')}
      back={{ href: `${base}/staff/entries` }}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      <Section title={t('staffEntry.begin.tell')}>
        <DescriptionList
          items={[
            { term: t('procedure.start.who'), value: localize(procedure.eligibility, t.locale) },
            {
              term: t('procedure.start.cost'),
              value: procedure.fee ? localize(procedure.fee.text, t.locale) : t('procedure.start.free'),
            },
            ...(procedure.prepare.length > 0
              ? [
                  {
                    term: t('procedure.start.prepare'),
                    value: (
                      <ul>
                        {procedure.prepare.map((text) => (
                          <li>{localize(text, t.locale)}</li>
                        ))}
                      </ul>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
      <Form t={t} action={`${base}/staff/entries/new`} hidden={{ procedure: procedure.id }}>
        <RadioGroup
          t={t}
          id="channel"
          label={t('staffEntry.channel')}
          required
          value={typed?.channel ?? (channels.length === 1 ? channels[0] : undefined)}
          error={errors.channel}
          {...(!channels.includes('phone') && { hint: t('staffEntry.begin.notByPhone') })}
          options={channels.map((channel) => ({ value: channel, label: t(CHANNELS[channel].word) }))}
        />
        <RadioGroup
          t={t}
          id="purpose"
          label={t('staffEntry.purpose')}
          hint={t('staffEntry.purposeHint')}
          required
          value={typed?.purpose}
          error={errors.purpose}
          options={ENTRY_PURPOSES.map((purpose) => ({ value: purpose, label: t(PURPOSE_LABELS[purpose]) }))}
        />
        <ButtonRow>
          <Button type="submit">{t('staffEntry.begin.button')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};

export interface EntryQuestionPageProps
  extends Pick<FormPageProps, 'raw' | 'errors' | 'fields' | 'revealed'> {
  page: PageContext;
  open: Pick<Entry, 'draft' | 'procedure' | 'journey'>;
  formPage: FormPageProps['page'];
  isFromCheck: boolean;
}

/** One page of the form, in the console. */
export const EntryQuestionPage = ({ page, open, formPage, isFromCheck, ...sent }: EntryQuestionPageProps) => {
  const { t, base } = page;
  const { draft, procedure, journey } = open;
  const props: FormPageProps = {
    t,
    page: formPage,
    total: journey.total,
    action: `${base}${entryPath(draft.id, formPage.id)}`,
    hidden: { [FROM_CHECK]: isFromCheck ? 'check' : undefined },
    saveDraft: SAVE_DRAFT,
    ...sent,
  };
  const back = isFromCheck
    ? entryPath(draft.id, 'check')
    : formPage.previous === null
      ? '/staff/entries'
      : entryPath(draft.id, formPage.previous);
  return (
    <StaffPage page={page} {...formPageTop(props, `${base}${back}`)}>
      <p class="muted">{localize(procedure.title, t.locale)}</p>
      <FormPage {...props} today={dateIn(page.now)} />
    </StaffPage>
  );
};

export interface EntryCheckPageProps {
  page: PageContext;
  entry: Entry;
  fee: FeeDue;
  dueOn: Temporal.PlainDate;
  typed?: { check: string; isDeclared: boolean; checkError?: string };
}

/** Read back to the person; how it was made sure who it is; one button. */
export const EntryCheckPage = ({ page, entry, fee, dueOn, typed }: EntryCheckPageProps) => {
  const { t, base } = page;
  const { draft, procedure, journey, channel } = entry;
  const href = (pageId: string) => `${base}${entryPath(draft.id, pageId)}`;
  const props: CheckAnswersPageProps = {
    t,
    journey,
    changeHref: (pageId, fieldId) => `${href(pageId)}?${FROM_CHECK}=check#${fieldId}`,
    action: href('check'),
    declaration: {
      label: t('staffEntry.declared', { declaration: localize(procedure.declaration, t.locale) }),
      checked: typed?.isDeclared ?? false,
    },
    isDeclarationMissing: typed !== undefined && !typed.isDeclared,
    submitLabel: t('staffEntry.submit'),
    beforeDeclaration: (
      <RadioGroup
        t={t}
        id="identityCheck"
        label={t('staffEntry.check')}
        required
        value={typed?.check}
        error={typed?.checkError}
        options={identityChecks(procedure, channel).map((check) => ({
          value: check,
          label: t(CHECK_WORDS[check]),
        }))}
      />
    ),
  };
  const last = journey.pages.at(-1)?.id;
  const top = checkAnswersTop(props, last ? href(last) : `${base}/staff/entries`);
  return (
    <StaffPage
      page={page}
      {...top}
      lead={t('staffEntry.checkLead')}
      errors={[
        ...(typed?.checkError ? [{ id: 'identityCheck', text: typed.checkError }] : []),
        ...(top.errors ?? []),
      ]}
    >
      <CheckAnswersPage {...props}>
        <Section title={t('procedure.check.after')}>
          <DescriptionList
            items={[
              { term: t('staffEntry.channel'), value: t(CHANNELS[channel].word) },
              { term: t('staffEntry.purpose'), value: t(PURPOSE_LABELS[entry.purpose]) },
              { term: t('procedure.check.fee'), value: feeText(t, fee) },
              {
                term: t('procedure.check.due'),
                value: t('procedure.check.dueText', { date: t.date(dueOn) }),
              },
            ]}
          />
        </Section>
      </CheckAnswersPage>
    </StaffPage>
  );
};

const SPOKEN: Readonly<Record<string, MessageKey>> = {
  C: 'staffEntry.spoken.C',
  F: 'staffEntry.spoken.F',
  H: 'staffEntry.spoken.H',
  J: 'staffEntry.spoken.J',
  K: 'staffEntry.spoken.K',
  M: 'staffEntry.spoken.M',
  P: 'staffEntry.spoken.P',
  R: 'staffEntry.spoken.R',
  T: 'staffEntry.spoken.T',
  V: 'staffEntry.spoken.V',
  W: 'staffEntry.spoken.W',
  X: 'staffEntry.spoken.X',
  Y: 'staffEntry.spoken.Y',
};

/** The number and what was taken down, to be read aloud or printed. */
export const EnteredPage = ({ page, data }: { page: PageContext; data: Entered }) => {
  const { t, base } = page;
  const { case: found, procedure, identityCheck } = data;
  const number = formatReference(found.number);
  const spoken = [...number]
    .map((character) => {
      const key = SPOKEN[character];
      return key ? t(key) : character === '-' ? t('staffEntry.spoken.hyphen') : character;
    })
    .join(t('staffEntry.spoken.between'));
  return (
    <StaffPage
      page={page}
      title={t('staffEntry.done')}
      lead={localize(procedure.title, t.locale)}
      back={{ href: `${base}/staff/entries` }}
    >
      <NotificationBanner t={t} kind="success" title={t('staffEntry.number', { number })}>
        <p>{t('staffEntry.readAloud', { spoken })}</p>
        <p>
          {t('staffEntry.tell', {
            date: t.date(found.dueOn),
            fee: found.fee === 0 ? t('procedure.start.free') : t.yen(found.fee),
          })}
        </p>
      </NotificationBanner>
      <Section title={t('staffEntry.taken')}>
        <DescriptionList
          items={[
            { term: t('staffEntry.name'), value: found.applicantName || t('staffEntry.noName') },
            { term: t('staffEntry.channel'), value: t(CHANNELS[found.channel].word) },
            ...(found.delivery
              ? [{ term: t('staff.case.delivery'), value: t(DELIVERY_WORDS[found.delivery]) }]
              : []),
            ...(identityCheck ? [{ term: t('staffEntry.check'), value: t(CHECK_WORDS[identityCheck]) }] : []),
          ]}
        />
        <AskedList t={t} asked={found.content.asked} />
      </Section>
      <ButtonRow>
        <ButtonLink href={`${base}/staff/entries`}>{t('staffEntry.next')}</ButtonLink>
        <ButtonLink href={`${base}/staff/cases/${found.id}`} variant="secondary">
          {t('staffEntry.openCase')}
        </ButtonLink>
      </ButtonRow>
    </StaffPage>
  );
};

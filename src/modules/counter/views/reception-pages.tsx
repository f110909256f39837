import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { LOCALE_NAMES, LOCALES, localize } from '#kernel/i18n/locales.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { COUNTER_PURPOSES, type CounterPurpose } from '../interview.js';
import type { UsedGuide } from '../model.js';
import type { CodeFault } from '../service/reception.js';
import { interviewPath } from './frame.js';

const PURPOSE_WORDS = {
  reception: 'counter.purpose.reception',
  consultation: 'counter.purpose.consultation',
} as const satisfies Record<CounterPurpose, MessageKey>;

const FAULT_WORDS = {
  mistyped: 'counter.open.mistyped',
  unknown: 'counter.open.unknown',
} as const satisfies Record<CodeFault, MessageKey>;

/** What was typed into one of the two forms. */
export interface ReceptionTyped {
  code?: string;
  fault?: CodeFault;
  openPurpose?: string;
  isOpenPurposeMissing?: boolean;
  event?: string;
  isEventMissing?: boolean;
  startPurpose?: string;
  isStartPurposeMissing?: boolean;
}

interface ReceptionProps {
  page: PageContext;
  guides: readonly UsedGuide[];
  mine: readonly { id: string; guide: string; updatedAt: Temporal.Instant }[];
  hasDesk: boolean;
  typed?: ReceptionTyped;
}

const purposes = (page: PageContext) =>
  COUNTER_PURPOSES.map((purpose) => ({ value: purpose, label: page.t(PURPOSE_WORDS[purpose]) }));

/** Where the counter begins: by the code that somebody brings, or without. */
export const ReceptionPage = ({ page, guides, mine, hasDesk, typed = {} }: ReceptionProps) => {
  const { t, base } = page;
  const titleOf = (id: string): string => {
    const found = guides.find(({ guide }) => guide.id === id);
    return found ? localize(found.guide.title, t.locale) : id;
  };
  const errors = [
    ...(typed.fault ? [{ id: 'code', text: t(FAULT_WORDS[typed.fault]) }] : []),
    ...(typed.isOpenPurposeMissing ? [{ id: 'openPurpose', text: t('counter.purpose.missing') }] : []),
    ...(typed.isEventMissing ? [{ id: 'event', text: t('counter.start.eventMissing') }] : []),
    ...(typed.isStartPurposeMissing ? [{ id: 'startPurpose', text: t('counter.purpose.missing') }] : []),
  ];
  const errorOf = (id: string): string | undefined => errors.find((error) => error.id === id)?.text;
  return (
    <StaffPage page={page} title={t('counter.title')} lead={t('counter.lead')} errors={errors}>
      <Section title={t('counter.open.title')}>
        <Form t={t} action={`${base}/staff/counter/open`}>
          <TextInput
            t={t}
            id="code"
            label={t('guide.code.label')}
            hint={t('counter.open.hint')}
            required
            value={typed.code}
            error={errorOf('code')}
            autoComplete="off"
            width="20"
          />
          <RadioGroup
            t={t}
            id="openPurpose"
            label={t('counter.purpose.title')}
            required
            inline
            value={typed.openPurpose}
            error={errorOf('openPurpose')}
            options={purposes(page)}
          />
          <ButtonRow>
            <Button type="submit">{t('counter.open.button')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={t('counter.start.title')}>
        <p>{t('counter.start.text')}</p>
        <Form t={t} action={`${base}/staff/counter/start`}>
          <Select
            t={t}
            id="event"
            label={t('counter.start.event')}
            required
            value={typed.event}
            emptyLabel={t('counter.start.choose')}
            error={errorOf('event')}
            options={guides.map(({ guide }) => ({
              value: guide.id,
              label: localize(guide.title, t.locale),
            }))}
          />
          <Select
            t={t}
            id="language"
            label={t('counter.start.language')}
            bare
            value="ja"
            options={LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale] }))}
          />
          <RadioGroup
            t={t}
            id="startPurpose"
            label={t('counter.purpose.title')}
            required
            inline
            value={typed.startPurpose}
            error={errorOf('startPurpose')}
            options={purposes(page)}
          />
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('counter.start.button')}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
      {mine.length > 0 && (
        <Section title={t('counter.mine.title')}>
          <Table
            id="mine"
            caption={t('counter.mine.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('counter.start.event'),
                cell: ({ id, guide }) => (
                  <a href={`${base}${interviewPath('staff', id)}`}>{titleOf(guide)}</a>
                ),
                isRowHeader: true,
              },
              { header: t('counter.mine.changed'), cell: ({ updatedAt }) => t.dateTime(updatedAt) },
            ]}
            rows={mine}
          />
        </Section>
      )}
      {hasDesk && (
        <Section title={t('counter.visits.title')}>
          <p>{t('counter.visits.text')}</p>
          <ButtonRow>
            <ButtonLink href={`${base}/staff/counter/visits`} variant="secondary">
              {t('counter.visits.open')}
            </ButtonLink>
          </ButtonRow>
        </Section>
      )}
    </StaffPage>
  );
};

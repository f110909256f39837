import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { DisposalState, Row } from '../model.js';
import type { OpenDisposal } from '../service/disposals.js';
import { STATE_WORDS } from './texts.js';

/** Control of what is wanting. */
export interface AnswerFault {
  id: 'sure' | 'why';
}

interface DisposalProps {
  page: PageContext;
  opened: OpenDisposal;
  /** What was typed. */
  answer: string;
  fault: AnswerFault | null;
}

const TONES = { proposed: 'waiting', done: 'done', refused: 'neutral', withdrawn: 'neutral' } as const;

export const DisposalTag = ({ t, state }: { t: Translator; state: DisposalState }) => (
  <StatusTag tone={TONES[state]} label={t(`registerDisposal.state.${state}`)} />
);

/** Rows that somebody proposed for disposal, and what somebody else says to it. */
export const DisposalPage = (props: DisposalProps) => {
  const { page, opened, fault } = props;
  const { t, base } = page;
  const { disposal, kept, rows, names, decision, may } = opened;
  const list = `${base}/staff/registers/${kept.register.id}`;
  const title = t('registerDisposal.title');
  const { decidedBy, decidedAt, answer, disposed } = disposal;
  return (
    <StaffPage
      page={page}
      title={title}
      breadcrumbs={[
        { label: t('register.index.title'), href: `${base}/staff/registers` },
        { label: localize(kept.register.title, t.locale), href: list },
        { label: t('registerList.retention'), href: `${list}/retention` },
        { label: title },
      ]}
      errors={fault ? [{ id: fault.id, text: t(`registerDisposal.fault.${fault.id}`) }] : []}
    >
      <DescriptionList
        items={[
          { term: t('registerDisposal.state'), value: <DisposalTag t={t} state={disposal.state} /> },
          { term: t('registerDisposal.proposedBy'), value: names.get(disposal.proposedBy) ?? '' },
          { term: t('registerDisposal.proposedAt'), value: t.dateTime(disposal.proposedAt) },
          { term: t('registerDisposal.reason'), value: <span class="lines">{disposal.reason}</span> },
          ...(decidedAt
            ? [
                { term: t('registerDisposal.decidedBy'), value: names.get(decidedBy ?? '') ?? '' },
                { term: t('registerDisposal.decidedAt'), value: t.dateTime(decidedAt) },
              ]
            : []),
          ...(disposed === null ? [] : [{ term: t('registerDisposal.disposed'), value: t.number(disposed) }]),
          ...(answer
            ? [{ term: t('registerDisposal.why'), value: <span class="lines">{answer}</span> }]
            : []),
        ]}
      />
      <Table
        id="rows"
        caption={t('registerDisposal.rows')}
        stacked
        columns={[
          {
            header: t('registerList.edit.row'),
            isRowHeader: true,
            cell: ({ id, label }) => <a href={`${list}/rows/${id}`}>{label}</a>,
          },
          ...(kept.register.key.length > 0
            ? [{ header: t('register.row.key'), cell: ({ key }: Row) => key }]
            : []),
          { header: t('registerDisposal.state'), cell: ({ state }) => t(STATE_WORDS[state]) },
        ]}
        rows={rows}
      />
      {decision && (
        <p>
          {t('registerDisposal.byDecision')}{' '}
          <a href={`${base}/staff/decisions/${decision}`}>{t('registerCheck.link')}</a>
        </p>
      )}
      {may.decide && <AnswerForms {...props} here={`${list}/retention/${disposal.id}`} />}
      {may.withdraw && (
        <Form t={t} action={`${list}/retention/${disposal.id}`} hidden={{ answer: 'withdrawn' }}>
          <p>{t('registerDisposal.another')}</p>
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('registerDisposal.withdraw')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
};

const AnswerForms = ({ page: { t }, opened, answer, fault, here }: DisposalProps & { here: string }) => {
  const wrong = (id: AnswerFault['id']) => (fault?.id === id ? t(`registerDisposal.fault.${id}`) : undefined);
  return (
    <>
      <Section title={t('registerDisposal.agree')} id="agree">
        <Form t={t} action={here} hidden={{ answer: 'done' }}>
          <p>{t('registerList.retention.what')}</p>
          <Checkbox t={t} id="sure" label={t('registerList.retention.sure')} error={wrong('sure')} required />
          <ButtonRow>
            <Button type="submit" variant="danger">
              {t('registerList.retention.dispose', { count: opened.rows.length })}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={t('registerDisposal.refuse')} id="refuse">
        <Form t={t} action={here} hidden={{ answer: 'refused' }}>
          <Textarea
            t={t}
            id="why"
            label={t('registerDisposal.why')}
            rows={3}
            required
            value={answer}
            error={wrong('why')}
          />
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('registerDisposal.refuse')}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
    </>
  );
};

import { Button, ButtonLink, type ButtonVariant } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type Dashboard, type DashboardStep, MOST_PANELS, mayDiscard, PANEL_KINDS } from '../dashboard.js';
import { MOST_REASON } from '../model.js';
import type { DrawnPanel } from '../service/dashboards.js';
import { DASHBOARD_TONES } from './dashboard-list-page.js';
import type { SourceChoice } from './form-pages.js';
import { PanelView } from './panel.js';

export interface DashboardDeskProps {
  page: PageContext;
  dashboard: Dashboard;
  /** Not while it waits for a decision, nor what is published for who may not publish. */
  mayChange: boolean;
  panels: readonly DrawnPanel[];
  uses: readonly { day: Temporal.PlainDate; count: number }[];
  /** Tables that a chart can be made of. */
  sources: readonly SourceChoice[];
  turn: { steps: readonly DashboardStep[]; needsDecision: boolean };
  unit: string;
  /** What was chosen for a new chart. */
  chosen: { from: string; kind: string };
  /** What was typed to send it back. */
  reason: string;
  errors: readonly { id: string; text: string }[];
}

const hereOf = ({ page, dashboard }: DashboardDeskProps): string =>
  `${page.base}/staff/dashboards/${dashboard.id}`;

const VARIANTS = {
  ask: 'primary',
  publish: 'primary',
  pullBack: 'secondary',
  sendBack: 'secondary',
  withdraw: 'danger',
} as const satisfies Record<DashboardStep, ButtonVariant>;

/** Where it stands, for whoever cannot decide it: it waits, or came back, and why. */
const Standing = ({ page: { t }, dashboard: { state, reason }, turn }: DashboardDeskProps) => (
  <>
    {state === 'asked' && !turn.steps.includes('publish') && (
      <NotificationBanner t={t} kind="info" title={t('dashboard.waits')} />
    )}
    {state === 'draft' && reason !== null && (
      <NotificationBanner t={t} kind="warning" title={t('dashboard.cameBack')}>
        <p class="lines">{reason}</p>
      </NotificationBanner>
    )}
  </>
);

const Steps = (props: DashboardDeskProps) => {
  const { page, dashboard, turn, reason, errors } = props;
  const { t } = page;
  const { steps, needsDecision } = turn;
  if (steps.length === 0) return null;
  return (
    <Section title={t('dashboard.next')} id="next">
      {steps.map((step) => (
        <Form t={t} action={`${hereOf(props)}/${step}`} hidden={{ seen: String(dashboard.revision) }}>
          {step === 'sendBack' && (
            <Textarea
              t={t}
              id="reason"
              label={t('dashboard.reason')}
              rows={3}
              maxLength={MOST_REASON}
              required
              value={reason}
              error={errors.find(({ id }) => id === 'reason')?.text}
            />
          )}
          <ButtonRow>
            <Button type="submit" variant={VARIANTS[step]}>
              {t(step === 'ask' && needsDecision ? 'dashboard.act.decide' : `dashboard.act.${step}`)}
            </Button>
          </ButtonRow>
        </Form>
      ))}
      {mayDiscard(dashboard) && (
        <Form t={t} action={`${hereOf(props)}/discard`} hidden={{ seen: String(dashboard.revision) }}>
          <ConfirmButton
            id="discard"
            label={t('dashboard.discard')}
            question={t('dashboard.discardAsk', { title: dashboard.content.title })}
            cancel={t('dashboard.discardNo')}
            isQuiet
          />
        </Form>
      )}
    </Section>
  );
};

const PanelActions = (props: DashboardDeskProps & { drawn: DrawnPanel; at: number }) => {
  const { page, dashboard, panels, drawn, at } = props;
  const { t } = page;
  const { id, title } = drawn.panel;
  const panelAt = `${hereOf(props)}/panels/${id}`;
  return (
    <Form t={t} action={`${panelAt}/move`} hidden={{ seen: String(dashboard.revision) }}>
      <ButtonRow>
        <ButtonLink href={panelAt} variant="secondary" size="small">
          {t('dashboard.panelEdit', { title })}
        </ButtonLink>
        {at > 0 && (
          <Button type="submit" variant="tertiary" size="small" name="to" value="up">
            {t('dashboard.panelUp', { title })}
          </Button>
        )}
        {at < panels.length - 1 && (
          <Button type="submit" variant="tertiary" size="small" name="to" value="down">
            {t('dashboard.panelDown', { title })}
          </Button>
        )}
        <ConfirmButton
          id={`remove-${id}`}
          label={t('dashboard.panelRemove', { title })}
          question={t('dashboard.panelRemoveAsk', { title })}
          cancel={t('dashboard.panelRemoveNo')}
          name="to"
          value="out"
          size="small"
          isQuiet
        />
      </ButtonRow>
    </Form>
  );
};

const Add = (props: DashboardDeskProps) => {
  const { page, panels, sources, chosen, errors } = props;
  const { t } = page;
  const error = (id: string) => errors.find((one) => one.id === id)?.text;
  if (panels.length >= MOST_PANELS)
    return <NotificationBanner t={t} kind="info" title={t('dashboard.panelMany', { most: MOST_PANELS })} />;
  return (
    <Section title={t('dashboard.add')} id="add">
      {sources.length === 0 ? (
        <p>{t('dashboard.dataNone')}</p>
      ) : (
        <>
          <p>{t('dashboard.addLead')}</p>
          <Form t={t} action={`${hereOf(props)}/panels/new`} method="get">
            <Select
              t={t}
              id="from"
              label={t('dashboard.data')}
              required
              width="full"
              value={chosen.from}
              options={[...sources]}
              error={error('from')}
            />
            <RadioGroup
              t={t}
              id="kind"
              label={t('dashboard.kind')}
              required
              value={chosen.kind}
              options={PANEL_KINDS.map((value) => ({ value, label: t(`dashboard.kind.${value}`) }))}
              error={error('kind')}
            />
            <ButtonRow>
              <Button type="submit" variant="secondary">
                {t('dashboard.addNext')}
              </Button>
            </ButtonRow>
          </Form>
        </>
      )}
    </Section>
  );
};

/** A page of charts as everybody will see it, with what its section does with each. */
export const DashboardDeskPage = (props: DashboardDeskProps) => {
  const { page, dashboard, panels, uses, unit, errors, mayChange } = props;
  const { t, base } = page;
  const { content, state, name } = dashboard;
  const address = `${base}/data/dashboards/${name}`;
  return (
    <StaffPage
      page={page}
      title={content.title}
      breadcrumbs={[
        { label: t('dashboard.title'), href: `${base}/staff/dashboards` },
        { label: content.title },
      ]}
      errors={[...errors]}
      actions={
        mayChange && (
          <ButtonLink href={`${hereOf(props)}/edit`} variant="secondary">
            {t('dashboard.edit')}
          </ButtonLink>
        )
      }
    >
      <DescriptionList
        items={[
          {
            term: t('dashboard.state'),
            value: <StatusTag tone={DASHBOARD_TONES[state]} label={t(`dashboard.state.${state}`)} />,
          },
          { term: t('dashboard.unit'), value: unit },
          ...(content.lead ? [{ term: t('dashboard.words'), value: content.lead }] : []),
          ...(state === 'published'
            ? [{ term: t('dashboard.open'), value: <a href={address}>{address}</a> }]
            : []),
        ]}
      />
      <Standing {...props} />
      <Steps {...props} />
      {panels.length === 0 && <p>{t('dashboard.none')}</p>}
      {panels.map((drawn, at) => (
        <PanelView
          page={page}
          drawn={drawn}
          aside={
            <>
              {drawn.unknown.map((column) => (
                <p>{t('dashboard.columnUnknown', { column })}</p>
              ))}
              {mayChange && <PanelActions {...props} drawn={drawn} at={at} />}
            </>
          }
        />
      ))}
      {mayChange && <Add {...props} />}
      {uses.length > 0 && (
        <Details summary={t('dashboard.usesByDay')}>
          <Table
            id="uses"
            caption={t('dashboard.usesByDay')}
            isCaptionHidden
            narrow
            columns={[
              {
                header: t('dashboard.day'),
                isRowHeader: true,
                cell: ({ day }: (typeof uses)[number]) => t.date(day),
              },
              { header: t('dashboard.count'), numeric: true, cell: ({ count }) => t.number(count) },
            ]}
            rows={uses}
          />
        </Details>
      )}
    </StaffPage>
  );
};

import type { Flow } from '#kernel/journal/flow.js';
import type { FlowKind } from '#kernel/module.js';
import { FlowChart } from '#ui/charts/flow-chart.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { isBack, type Period, pictureOf, slowest } from '../model.js';
import { Comparison } from './comparison.js';
import { FlowForm, type FlowFormProps } from './flow-form.js';
import { durationWords, stepWords } from './words.js';

export type { FlowTyped } from './flow-form.js';

export interface Shown {
  kind: FlowKind;
  period: Period;
  now: Flow;
  beforePeriod: Period | null;
  before: Flow | null;
}

/** How many of the longest waits are named. */
const SLOWEST = 5;

/** How work really goes: the way from step to step, where it waits, where it goes back; and what has changed. */
export const FlowPage = ({ shown, ...form }: FlowFormProps & { shown: Shown | null }) => {
  const { page, errors, typed } = form;
  const { t } = page;
  const least = Number(typed.least) / 100;
  return (
    <StaffPage
      page={page}
      title={t('flow.title')}
      lead={t('flow.lead')}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      <FlowForm {...form} />
      {shown?.before && shown.beforePeriod && (
        <Comparison page={page} {...shown} before={shown.before} beforePeriod={shown.beforePeriod} />
      )}
      {shown && <Picture page={page} id="now" flow={shown.now} least={least} {...shown} />}
      {shown?.before && shown.beforePeriod && (
        <Picture
          page={page}
          id="before"
          flow={shown.before}
          least={least}
          kind={shown.kind}
          period={shown.beforePeriod}
        />
      )}
    </StaffPage>
  );
};

interface PictureProps {
  page: PageContext;
  id: string;
  kind: FlowKind;
  period: Period;
  flow: Flow;
  least: number;
}

const Picture = ({ page, id, kind, period, flow, least }: PictureProps) => {
  const { t } = page;
  const title = t('flow.period', { from: t.date(period.from), to: t.date(period.to) });
  if (flow.works === 0)
    return (
      <Section title={title}>
        <EmptyState title={t('flow.none')} icon="search">
          <p>{t('flow.noneText')}</p>
        </EmptyState>
      </Section>
    );
  const { steps, ways, left } = pictureOf(flow, least);
  const name = (type: string) => stepWords(t, kind, type);
  return (
    <Section title={title}>
      <p>
        {t('flow.sentence', {
          works: flow.works,
          duration: durationWords(t, flow.medianSeconds ?? 0),
          reworked: flow.reworked,
        })}
      </p>
      <FlowChart
        t={t}
        id={`flow-${id}`}
        title={t('flow.picture', { kind: t(kind.title) })}
        nodes={steps.map(({ type, works }) => ({
          id: type,
          label: name(type),
          sub: t('flow.works', { count: works }),
        }))}
        edges={ways.map((way) => ({
          from: way.from,
          to: way.to,
          label: t('flow.way', { count: way.count, duration: durationWords(t, way.medianSeconds ?? 0) }),
          weight: Math.min(1, way.count / flow.works),
          isBack: isBack(way),
        }))}
        backWords={t('flow.back')}
      />
      {left > 0 && <p class="muted">{t('flow.left', { count: left })}</p>}
      <Slowest page={page} id={id} kind={kind} flow={flow} />
      <Table
        id={`steps-${id}`}
        caption={t('flow.steps')}
        rows={steps}
        columns={[
          { header: t('flow.step'), isRowHeader: true, cell: ({ type }) => name(type) },
          { header: t('flow.worksHeader'), numeric: true, cell: ({ works }) => t.number(works) },
          { header: t('flow.visits'), numeric: true, cell: ({ visits }) => t.number(visits) },
          { header: t('flow.again'), numeric: true, cell: ({ again }) => t.number(again) },
        ]}
      />
      <Table
        id={`ways-${id}`}
        caption={t('flow.ways')}
        rows={ways}
        columns={[
          {
            header: t('flow.wayHeader'),
            isRowHeader: true,
            cell: ({ from, to }) => t('flow.fromTo', { from: name(from), to: name(to) }),
          },
          { header: t('flow.times'), numeric: true, cell: ({ count }) => t.number(count) },
          {
            header: t('flow.median'),
            numeric: true,
            cell: ({ medianSeconds }) => durationWords(t, medianSeconds ?? 0),
          },
          { header: t('flow.backHeader'), numeric: true, cell: ({ back }) => t.number(back) },
        ]}
      />
    </Section>
  );
};

/** The sentence that whoever wants to change something looks for. */
const Slowest = ({ page: { t }, id, kind, flow }: Pick<PictureProps, 'page' | 'id' | 'kind' | 'flow'>) => {
  const waits = slowest(flow.ways, SLOWEST);
  if (waits.length === 0) return null;
  return (
    <>
      <h3 id={`slow-${id}`}>{t('flow.slowest')}</h3>
      <ol>
        {waits.map(({ from, to, count, medianSeconds }) => (
          <li>
            {t('flow.slow', {
              from: stepWords(t, kind, from),
              to: stepWords(t, kind, to),
              duration: durationWords(t, medianSeconds ?? 0),
              count,
            })}
          </li>
        ))}
      </ol>
    </>
  );
};

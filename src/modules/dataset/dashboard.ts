import { z } from 'zod';

/*
 * A dashboard as data: panels, each of which says from which published table it comes, which columns it reckons with
 * and how it is drawn. What is drawn is made from the data each time.
 */

export const MOST_PANELS = 24;
export const MOST_CONDITIONS = 2;

const Text = (most: number) => z.string().trim().max(most);
/** What was kept before there was English has none. */
const English = (most: number) => Text(most).default('');
const Column = z.string().min(1);

/** Which rows are meant. */
export const TESTS = ['equals', 'differs', 'contains', 'atLeast', 'atMost', 'filled'] as const;
export const Condition = z.strictObject({
  column: Column,
  is: z.enum(TESTS),
  /** Not asked for `filled`. */
  value: Text(200),
});
export type Condition = z.infer<typeof Condition>;

/** What is reckoned of the rows. */
export const Measure = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('count') }),
  z.strictObject({ of: z.literal('sum'), column: Column }),
  z.strictObject({ of: z.literal('mean'), column: Column }),
]);
export type Measure = z.infer<typeof Measure>;
export const MEASURES = ['count', 'sum', 'mean'] as const;

/** Days cut down to their month or year make groups. */
export const CUTS = ['whole', 'month', 'year'] as const;
export type Cut = (typeof CUTS)[number];

const common = {
  id: z.uuid(),
  title: Text(100).min(1),
  titleEn: English(100),
  /** Beneath the chart: what to mind, where the data first came from. */
  note: Text(300),
  noteEn: English(300),
  /** Dataset and which of its tables. */
  from: z.strictObject({ dataset: z.string().max(80), table: z.string().max(80) }),
  where: z.array(Condition).max(MOST_CONDITIONS),
};
const reckoned = { measure: Measure, unit: Text(20) };
const grouped = { ...reckoned, by: Column, cut: z.enum(CUTS) };

export const Panel = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, ...reckoned, kind: z.literal('number') }),
  z.strictObject({ ...common, ...grouped, kind: z.literal('bar') }),
  z.strictObject({ ...common, ...grouped, kind: z.literal('line') }),
  z.strictObject({ ...common, kind: z.literal('table'), columns: z.array(Column).min(1).max(12) }),
  z.strictObject({ ...common, kind: z.literal('map'), lat: Column, lon: Column, label: Column }),
]);
export type Panel = z.infer<typeof Panel>;
export const PANEL_KINDS = ['number', 'bar', 'line', 'table', 'map'] as const;
export type PanelKind = (typeof PANEL_KINDS)[number];
export const isPanelKind = (text: string): text is PanelKind =>
  (PANEL_KINDS as readonly string[]).includes(text);

export const DashboardContent = z.strictObject({
  title: Text(200).min(1),
  titleEn: Text(200),
  lead: Text(1000),
  leadEn: English(1000),
  panels: z.array(Panel).max(MOST_PANELS),
});
export type DashboardContent = z.infer<typeof DashboardContent>;

export const DASHBOARD_STATES = ['draft', 'asked', 'published', 'withdrawn'] as const;
export type DashboardState = (typeof DASHBOARD_STATES)[number];
export const DASHBOARD_STEPS = ['ask', 'publish', 'pullBack', 'sendBack', 'withdraw'] as const;
export type DashboardStep = (typeof DASHBOARD_STEPS)[number];

/** What may happen next. A change of what is published is seen at once, and needs the right to publish. */
const NEXT = {
  draft: ['ask', 'publish'],
  asked: ['publish', 'pullBack', 'sendBack'],
  published: ['withdraw'],
  withdrawn: ['ask', 'publish'],
} as const satisfies Record<DashboardState, readonly DashboardStep[]>;

/**
 * Whose turn a step is: that of whoever may publish, of the others, who ask them and may take that back, or, where the
 * town's table of authority requires a decision, of nobody but the decision.
 */
export function stepsOf(
  state: DashboardState,
  { mayPublish, needsDecision, isAsker }: { mayPublish: boolean; needsDecision: boolean; isAsker: boolean },
): DashboardStep[] {
  const mine = {
    ask: needsDecision || !mayPublish,
    publish: mayPublish && !needsDecision,
    pullBack: isAsker && !needsDecision,
    sendBack: mayPublish && !needsDecision,
    withdraw: mayPublish,
  } as const satisfies Record<DashboardStep, boolean>;
  return NEXT[state].filter((step) => mine[step]);
}

/** Kind of draft in the table of authority. */
export const DASHBOARD_DECISION = 'dashboard';

export interface Dashboard {
  id: string;
  name: string;
  state: DashboardState;
  unit: string;
  content: DashboardContent;
  revision: number;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  publishedAt: Temporal.Instant | null;
  /** Staff who put it up last. */
  askedBy: string | null;
  /** Why it was sent back. */
  reason: string | null;
}

/** A draft that never went out can be thrown away. */
export const mayDiscard = ({ state, publishedAt }: Pick<Dashboard, 'state' | 'publishedAt'>): boolean =>
  state === 'draft' && publishedAt === null;

export const dashboardSubject = (id: string): string => `dashboard/${id}`;

/** Every column that a panel names, with the control of its form that holds it. */
export function columnsOf(panel: Panel): { control: string; column: string }[] {
  const conditions = panel.where.map(({ column }, at) => ({ control: `where${at + 1}`, column }));
  switch (panel.kind) {
    case 'table':
      return [...panel.columns.map((column) => ({ control: 'columns', column })), ...conditions];
    case 'map':
      return [
        ...(['lat', 'lon', 'label'] as const).map((control) => ({ control, column: panel[control] })),
        ...conditions,
      ];
    default:
      return [
        ...('by' in panel ? [{ control: 'by', column: panel.by }] : []),
        ...(panel.measure.of === 'count' ? [] : [{ control: 'column', column: panel.measure.column }]),
        ...conditions,
      ];
  }
}

/** Columns that the table does not have (any more). */
export const unknownColumns = (panel: Panel, names: readonly string[]) =>
  columnsOf(panel).filter(({ column }) => !names.includes(column));

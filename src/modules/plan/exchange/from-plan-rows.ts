import { sayingOf } from '#kernel/faults/saying.js';
import { Plan } from '../definition.js';
import type { AllRows, Report } from './all-rows.js';
import type { SheetKey } from './sheets.js';

/** Null when the sheet 計画 does not have exactly one row; that is reported. */
export function readPlanRows(rows: AllRows, report: Report): Plan | null {
  const [row, second] = rows.plan;
  if (!row) {
    report('plan', null, 'noRows');
    return null;
  }
  if (second) report('plan', second.cell('id'), 'oneRow');
  if (rows.pillars.length === 0) report('pillars', null, 'noRows');
  reportDuplicates(rows.pillars, 'pillars', 'id', report);
  reportDuplicates(rows.bodies, 'bodies', 'id', report);
  const bodies = new Set(rows.bodies.map(({ values }) => values.id));
  for (const { values, cell } of rows.bodies) {
    if (values.reportsTo !== undefined && !bodies.has(values.reportsTo)) {
      report('bodies', cell('reportsTo'), 'unknownBody', { value: values.reportsTo });
    }
  }
  const { values } = row;
  if (values.from !== undefined && values.to !== undefined && values.to < values.from) {
    report('plan', row.cell('to'), 'phaseReversed');
  }
  const parsed = Plan.safeParse(
    {
      id: values.id,
      title: values.title,
      summary: values.summary,
      period: { from: values.from, ...(values.to === undefined ? {} : { to: values.to }) },
      adoptedOn: values.adoptedOn,
      source: { title: values.sourceTitle, publisher: values.sourcePublisher, asOf: values.sourceAsOf },
      revisions: rows.revisions.map((one) => one.values),
      background: values.background,
      principles: rows.principles.map((one) => one.values.text),
      pillars: rows.pillars.map((one) => one.values),
      bodies: rows.bodies.map((one) => one.values),
      reviewCycle: values.reviewCycle,
      terms: rows.terms.map((one) => one.values),
    },
    { reportInput: true },
  );
  if (parsed.success) return parsed.data;
  const own = [
    ...rows.plan,
    ...rows.pillars,
    ...rows.bodies,
    ...rows.revisions,
    ...rows.principles,
    ...rows.terms,
  ];
  if (own.some(({ isFaulty }) => isFaulty)) return null;
  for (const issue of parsed.error.issues) {
    report('plan', row.cell('id'), 'definition', {
      document: values.id ?? '',
      path: issue.path.join('.'),
      message: sayingOf(issue),
    });
  }
  return null;
}

/** Names the second and later rows with the same key. */
export function reportDuplicates<Key extends string>(
  rows: readonly { values: { [One in Key]?: unknown }; cell(key: Key): string }[],
  sheet: SheetKey,
  key: Key,
  report: Report,
): void {
  const seen = new Set<unknown>();
  for (const { values, cell } of rows) {
    const found = values[key];
    if (found !== undefined && seen.has(found))
      report(sheet, cell(key), 'duplicate', { value: String(found) });
    seen.add(found);
  }
}

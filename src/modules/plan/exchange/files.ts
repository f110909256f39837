import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Context } from '#kernel/context.js';
import type { PdfDocument } from '#kernel/documents/document.js';
import type { Typesetter } from '#kernel/documents/typesetter.js';
import { notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { type Translator, translatorFor } from '#kernel/i18n/translate.js';
import type { Kernel } from '#kernel/kernel.js';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { PlanView } from '../model.js';
import type { PlanService } from '../service.js';
import { isYearOf } from '../year-view.js';
import { planCsv } from './csv.js';
import { planJson } from './json.js';
import { type Letterhead, sheetsDocument, wholePlanDocument } from './pdf/plan-data.js';
import { slidesDocument } from './pdf/slides-data.js';
import { longYearText } from './pdf/words.js';
import type { SheetKey } from './sheets.js';
import { toRows, type Versions } from './to-rows.js';
import { toWorkbook } from './to-workbook.js';

const PLAN_TEMPLATE = new URL('../templates/plan.typ', import.meta.url);
const SLIDES_TEMPLATE = new URL('../templates/slides.typ', import.meta.url);

/** Sheets of a file that a section fills in: nothing of the plan as a whole. */
const SECTION_SHEETS = [
  'measures',
  'stageHistory',
  'progress',
  'indicators',
  'values',
  'indicatorChanges',
  'schedule',
] as const satisfies readonly SheetKey[];

const MAX_KEPT_BYTES = 16 * 1024 * 1024;

/** Files of the plan as it stands; the plan is public, so none of them asks who is reading. Texts are Japanese. */
export function createPlanFiles(kernel: Kernel, service: PlanService) {
  const t: Translator = translatorFor('ja');
  const render = keepingByContent(kernel.typesetter);

  const letterheadOf = ({ municipality }: Context): Letterhead => ({
    city: localize(municipality.name, 'ja'),
    accent: municipality.accent,
  });
  const metaOf = (context: Context, { plan, asOf }: PlanView, title: string) => ({
    title: `${plan.title} ${title}`,
    author: letterheadOf(context).city,
    date: asOf,
  });

  const publishedIn = async (context: Context, year: FiscalYear) =>
    (await service.publishedReviews(context)).some(({ fiscalYear }) => fiscalYear === year)
      ? service.snapshotOf(context, year)
      : null;

  return {
    /** Throws notFound. */
    async measureSheet(context: Context, number: string): Promise<Uint8Array> {
      const [plan, measure] = [await service.readPlan(context), await service.readMeasure(context, number)];
      return render({
        template: PLAN_TEMPLATE,
        data: sheetsDocument(t, plan, [measure], letterheadOf(context)),
        meta: metaOf(context, plan, `${measure.label} ${measure.title}`),
      });
    },

    async wholePlan(context: Context): Promise<Uint8Array> {
      const plan = await service.readPlan(context);
      return render({
        template: PLAN_TEMPLATE,
        data: wholePlanDocument(t, plan, letterheadOf(context)),
        meta: metaOf(context, plan, t('review.exchange.pdf.sheetTitle')),
      });
    },

    /**
     * A year as its published review froze it, else as it stands. Throws notFound for a year that the plan does not
     * speak of.
     */
    async slides(context: Context, year: FiscalYear): Promise<Uint8Array> {
      const { plan, rule } = (await publishedIn(context, year)) ?? {
        plan: await service.readPlan(context),
        rule: await service.ratingRule(),
      };
      if (!isYearOf(plan, year)) throw notFound(`slides of ${year}`);
      return render({
        template: SLIDES_TEMPLATE,
        data: slidesDocument(t, plan, { year, rule, letterhead: letterheadOf(context) }),
        meta: metaOf(context, plan, t('review.exchange.slides.title', { year: longYearText(year) })),
      });
    },

    async csv(context: Context): Promise<string> {
      return planCsv(t, await service.readPlan(context), context.municipality);
    },

    async json(context: Context): Promise<object> {
      return planJson(await service.readPlan(context), context.municipality);
    },

    /**
     * The workbook that can be taken in again. With a department only its measures, with rows for the year to be
     * filled in. Throws notFound for a department that no measure has.
     */
    async workbook(
      context: Context,
      {
        department,
        yearToFill,
      }: { department?: string | undefined; yearToFill?: FiscalYear | undefined } = {},
    ): Promise<Uint8Array> {
      const [stored, view] = [await service.readDocuments(context), await service.readPlan(context)];
      const place = new Map(view.measures.map(({ number }, index) => [number, index]));
      const measures = stored.measures
        .filter(({ document }) => department === undefined || document.departments.includes(department))
        .sort((a, b) => (place.get(a.document.number) ?? 0) - (place.get(b.document.number) ?? 0));
      if (measures.length === 0 && department !== undefined) throw notFound(`measures of ${department}`);
      const versions: Versions = {
        plan: stored.plan.version,
        ...Object.fromEntries(measures.map(({ document, version }) => [document.number, version])),
      };
      const rows = toRows(
        { plan: stored.plan.document, measures: measures.map(({ document }) => document) },
        { versions, counted: countedIn(view), ...(yearToFill === undefined ? {} : { yearToFill }) },
      );
      const { city } = letterheadOf(context);
      const guide = {
        title: `${city}　${view.plan.title}`,
        facts: [
          t('review.exchange.workbook.asOf', { date: t.date(view.asOf) }),
          ...(department === undefined ? [] : [t('review.exchange.workbook.department', { department })]),
        ],
      };
      return toWorkbook(rows, guide, department === undefined ? undefined : SECTION_SHEETS);
    },
  };
}

/** Figures of the view that were counted, for the column that shows them beside the typed ones. */
function countedIn({ measures }: PlanView) {
  const counted = new Map<string, number>();
  for (const { number, indicators } of measures) {
    for (const { id, years } of indicators) {
      for (const { fiscalYear, result, source } of years) {
        if (source === 'counted' && typeof result === 'number')
          counted.set(`${number} ${id} ${fiscalYear}`, result);
      }
    }
  }
  return (measure: string, indicator: string, year: FiscalYear): number | null =>
    counted.get(`${measure} ${indicator} ${year}`) ?? null;
}

/** Typesetting a whole plan takes some tenths of a second: the same content is set once, also for many at a time. */
function keepingByContent(typesetter: Typesetter) {
  const kept = new LRUCache<string, Uint8Array>({
    maxSize: MAX_KEPT_BYTES,
    sizeCalculation: ({ byteLength }) => byteLength,
  });
  const underWay = new Map<string, Promise<Uint8Array>>();
  return (document: Pick<PdfDocument, 'data' | 'meta'> & { template: URL }): Promise<Uint8Array> => {
    const key = createHash('sha256')
      .update(JSON.stringify([document.template, document.data, document.meta]))
      .digest('base64url');
    const known = kept.get(key) ?? underWay.get(key);
    if (known) return Promise.resolve(known);
    const setting = typesetter
      .renderPdf({ ...document, missingGlyph: 'mark' })
      .then((pdf) => {
        kept.set(key, pdf);
        return pdf;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, setting);
    return setting;
  };
}

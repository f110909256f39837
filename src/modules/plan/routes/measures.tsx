import { z } from 'zod';
import { errorText } from '#forms/fields/field-type.js';
import { sentForm } from '#forms/uploads.js';
import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { missingIn } from '../completeness.js';
import type { Indicator, Measure } from '../definition.js';
import { evidenceField, readEvidence, type SentEvidence, storedEvidence } from '../forms/evidence-files.js';
import { measureFields, progressYears, readMeasure } from '../forms/measure-form.js';
import { readReport, reportedIndicators, reportFields } from '../forms/report-form.js';
import { reader, typedFrom } from '../forms/typed.js';
import type { FieldChange } from '../model.js';
import type { PlanService } from '../service.js';
import type { FormState } from '../views/review/fields.js';
import { MeasureDeskPage } from '../views/review/measure-desk-page.js';
import { MeasureFormPage } from '../views/review/measure-form-page.js';
import { MeasuresPage } from '../views/review/measures-page.js';
import { draftsOf, type SentForm, yearOf } from './drafts.js';
import { asStored, attempt, withFaults } from './form-answers.js';

const Numbered = z.object({ number: z.string().max(100) });
/** Of several reviews that run at a time; without it the newest. */
const OfRound = z.object({ round: z.uuid().optional().catch(undefined) });

/** Room for five files at each of some indicators, each as large as its field says at most. */
const REPORT_WITH_FILES = { maxFileBytes: 10 * 1024 * 1024, maxBytes: 100 * 1024 * 1024 } as const;

/** What is wrong with files, for the summary: by field, with the name of the indicator. */
const fileFaults = (
  t: Translator,
  indicators: readonly Indicator[],
  sent: SentEvidence,
): Record<string, string> =>
  Object.fromEntries(
    indicators.flatMap((indicator) =>
      (sent[indicator.id]?.errors ?? []).map((fault) => [
        evidenceField(indicator, '-').id,
        `${indicator.name} ${errorText(fault, t('review.report.files'), t)}`,
      ]),
    ),
  );

/** Staff pages of the measures: what each lacks, the report, editing, ending. */
export const measureRoutes = (service: PlanService): RouteDefinition[] => {
  const { openedWith, movedOn } = draftsOf(service);

  const desk = async (
    context: Context,
    page: PageContext,
    { number, round }: { number: string; round?: string | undefined },
    sent?: { base: number; form: FormState; conflict: readonly FieldChange[] | null },
  ) => {
    const measure = await service.readMeasure(context, number);
    const rows = await service.tasksOf(context, measure.number);
    const row = rows.find((one) => one.round.id === round) ?? rows[0] ?? null;
    const stored = await service.readDocument(context, measure.number);
    const year = row?.round.fiscalYear ?? yearOf(context);
    return (
      <MeasureDeskPage
        page={page}
        measure={measure}
        missing={missingIn(measure, yearOf(context))}
        row={row}
        others={rows.filter((one) => one !== row)}
        abilities={service.abilities(context)}
        base={sent?.base ?? stored.version}
        form={
          sent?.form ?? {
            ...asStored(reportFields(stored.document, year, row?.task.evidence ?? [])),
            evidence: storedEvidence(row?.task.evidence ?? []),
          }
        }
        conflict={sent?.conflict ?? null}
      />
    );
  };

  const measureForm = async (
    context: Context,
    page: PageContext,
    measure: Measure | null,
    sent: SentForm,
  ) => {
    const { plan } = await service.readPlan(context);
    const current = yearOf(context);
    return (
      <MeasureFormPage
        page={page}
        measure={measure}
        base={sent.base}
        pillars={plan.pillars}
        years={progressYears(measure, current)}
        form={sent.form ?? asStored(measureFields(measure, current))}
        ending={sent.ending ?? asStored({ endYear: String(current) })}
        conflict={sent.conflict ?? null}
      />
    );
  };
  const surroundings = async (context: Context) => {
    const { plan, measures } = await service.readPlan(context);
    return {
      current: yearOf(context),
      numbers: new Set(measures.map(({ number }) => number)),
      pillars: new Set(plan.pillars.map(({ id }) => id)),
    };
  };

  return [
    route({
      method: 'get',
      path: '/staff/plan/measures',
      permission: 'plan.follow',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) =>
        html(
          <MeasuresPage
            page={page}
            plan={await service.readPlan(context)}
            abilities={service.abilities(context)}
          />,
        ),
    }),
    route({
      method: 'get',
      path: '/staff/plan/measures/new',
      permission: 'plan.edit',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) => html(await measureForm(context, page, null, { base: null })),
    }),
    route({
      method: 'post',
      path: '/staff/plan/measures/new',
      permission: 'plan.edit',
      journal: ['plan.measureAdded'],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const typed = typedFrom(body);
        const again = async (form: FormState) =>
          html(await measureForm(context, page, null, { base: null, form }), 422);
        const read = readMeasure(null, typed, await surroundings(context));
        if (!read.ok) return again(withFaults(page.t, typed, read.faults));
        const { document } = read.value;
        const saved = await attempt(page.t, typed, () =>
          service.addMeasure(context, { document, reason: null }),
        );
        if (saved.kind === 'faulty') return again(saved.form);
        if (saved.kind === 'conflict')
          return again({ typed, errors: { number: page.t('review.error.numberTaken') } });
        return redirect(`/staff/plan/measures/${document.number}`, { kind: 'success', key: 'review.added' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/plan/measures/:number',
      permission: 'plan.follow',
      journal: 'none',
      input: { params: Numbered, query: OfRound },
      handle: async ({ context, page, params, query, html }) =>
        html(await desk(context, page, { ...params, ...query })),
    }),
    route({
      method: 'post',
      path: '/staff/plan/measures/:number/report',
      permission: 'plan.report',
      journal: ['plan.resultReported'],
      input: { params: Numbered, upload: UploadBody, ...REPORT_WITH_FILES },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const typed = typedFrom(body);
        const { round } = OfRound.parse(typed);
        const { summary } = await service.round(context, round ?? '');
        const { base, document } = await openedWith(context, params.number, typed);
        const indicators = reportedIndicators(document);
        const received = await service.receiveEvidence(
          context,
          {
            round: summary.round.id,
            measure: params.number,
            fields: indicators.map((indicator) => evidenceField(indicator, '-')),
          },
          sentForm(body),
        );
        const evidence = readEvidence(indicators, received.sent, received.errors);
        const faults = fileFaults(page.t, indicators, evidence);
        const read = readReport(document, summary.round.fiscalYear, typed, evidence);
        const again = async (form: FormState, moved?: { base: number; conflict: readonly FieldChange[] }) =>
          html(
            await desk(
              context,
              page,
              { ...params, round },
              {
                base,
                conflict: null,
                ...moved,
                form: { ...form, errors: { ...form.errors, ...faults }, evidence },
              },
            ),
            422,
          );
        if (!read.ok) return again(withFaults(page.t, typed, read.faults));
        if (Object.keys(faults).length > 0) return again(asStored(typed));
        const sent = await attempt(page.t, typed, () =>
          service.submitReport(context, { round: summary.round.id, base, ...read.value }),
        );
        if (sent.kind === 'faulty') return again(sent.form);
        if (sent.kind === 'conflict') return again(asStored(typed), await movedOn(context, document));
        return redirect(`/staff/plan/measures/${params.number}?round=${summary.round.id}`, {
          kind: 'success',
          key: 'review.reported',
        });
      },
    }),
    route({
      method: 'get',
      path: '/staff/plan/measures/:number/edit',
      permission: 'plan.edit',
      journal: 'none',
      input: { params: Numbered },
      handle: async ({ context, page, params, html }) => {
        const { document, version } = await service.readDocument(context, params.number);
        return html(await measureForm(context, page, document, { base: version }));
      },
    }),
    route({
      method: 'post',
      path: '/staff/plan/measures/:number/edit',
      permission: 'plan.edit',
      journal: ['plan.measureChanged'],
      input: { params: Numbered, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const typed = typedFrom(body);
        const { base, document: before } = await openedWith(context, params.number, typed);
        const again = async (sent: Partial<SentForm>) =>
          html(await measureForm(context, page, before, { base, ...sent }), 422);
        const read = readMeasure(before, typed, await surroundings(context));
        if (!read.ok) return again({ form: withFaults(page.t, typed, read.faults) });
        const saved = await attempt(page.t, typed, () =>
          service.changeMeasure(context, { base, ...read.value }),
        );
        if (saved.kind === 'faulty') return again({ form: saved.form });
        if (saved.kind === 'conflict')
          return again({ form: asStored(typed), ...(await movedOn(context, before)) });
        return redirect(`/staff/plan/measures/${params.number}`, { kind: 'success', key: 'review.saved' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/plan/measures/:number/end',
      permission: 'plan.edit',
      journal: ['plan.measureClosed'],
      input: { params: Numbered, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const typed = typedFrom(body);
        const { base, document } = await openedWith(context, params.number, typed);
        const read = reader(typed);
        const reason = read.required('endReason');
        read.required('endYear');
        const fiscalYear = read.year('endYear');
        const again = async (sent: Partial<SentForm>) =>
          html(await measureForm(context, page, document, { base, ...sent }), 422);
        if (fiscalYear === undefined || Object.keys(read.faults).length > 0) {
          return again({ ending: withFaults(page.t, typed, read.faults) });
        }
        const ended = await attempt(page.t, typed, () =>
          service.closeMeasure(context, { number: params.number, base, reason, fiscalYear }),
        );
        if (ended.kind === 'faulty') return again({ ending: ended.form });
        if (ended.kind === 'conflict')
          return again({ ending: asStored(typed), ...(await movedOn(context, document)) });
        return redirect(`/staff/plan/measures/${params.number}`, { kind: 'success', key: 'review.ended' });
      },
    }),
  ];
};

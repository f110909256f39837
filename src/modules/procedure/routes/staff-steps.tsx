import { sentForm } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import {
  correctableFields,
  isPossibleReplyDay,
  MESSAGE_LIMIT,
  proposedReplyDay,
  type StaffAction,
} from '../model.js';
import type { StaffCase } from '../service/work.js';
import type { ProcedureServices } from '../services.js';
import {
  AssignPage,
  CORRECTION_LIMIT,
  CorrectionRequestPage,
  FeePage,
  OtherSectionPage,
  RECEIPT_LIMIT,
  REFUSAL_LIMIT,
  RefusalPage,
  RevocationPage,
  type Typed,
} from '../views/staff-step-pages.js';
import { allTyped, CaseParams, revisionOf, textOf } from './input.js';

const NOTHING: Typed = { values: {}, errors: {} };

/** A text that must be there and not too long; the error in words, or null. */
function textFault(page: PageContext, text: string, missing: MessageKey, limit: number): string | null {
  if (text === '') return page.t(missing);
  const count = characterCount(text);
  return count > limit ? page.t('staff.case.tooLong', { limit, count }) : null;
}

/** The day that was typed in three boxes; null for no day. */
function typedDay(body: FormBody): Temporal.PlainDate | null {
  const numbers = ['year', 'month', 'day'].map((part) =>
    textOf(body, `dueOn.${part}`).normalize('NFKC').trim(),
  );
  if (!numbers.every((text) => /^\d{1,4}$/.test(text))) return null;
  const [year = 0, month = 0, day = 0] = numbers.map(Number);
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

const present = (faults: Record<string, string | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(faults).filter((pair): pair is [string, string] => pair[1] !== null));

/** The steps that need something typed: each a page and a form. */
export function staffStepRoutes({ work }: ProcedureServices): RouteDefinition[] {
  interface Step {
    path: string;
    action: StaffAction;
    entry: string;
    done: MessageKey;
    render(page: PageContext, data: StaffCase, typed: Typed): unknown;
    proposed?(context: Context): Typed;
    /** The faults by field; empty when the step may be taken. */
    faults(page: PageContext, context: Context, body: FormBody): Record<string, string>;
    run(context: Context, id: string, body: FormBody): Promise<void>;
  }

  const steps: Step[] = [
    {
      path: 'correction',
      action: 'requestCorrection',
      entry: 'case.correctionRequested',
      done: 'staff.case.done.requestCorrection',
      render: (page, data, typed) => (
        <CorrectionRequestPage page={page} data={data} typed={typed} fields={correctableFields(data.case)} />
      ),
      proposed: ({ clock }) => {
        const { year, month, day } = proposedReplyDay(today(clock));
        return {
          values: { 'dueOn.year': [`${year}`], 'dueOn.month': [`${month}`], 'dueOn.day': [`${day}`] },
          errors: {},
        };
      },
      faults: (page, { clock }, body) => {
        const day = typedDay(body);
        return present({
          fields:
            sentForm(body).getAll('fields').length === 0
              ? page.t('staff.case.correction.fieldsMissing')
              : null,
          message: textFault(
            page,
            textOf(body, 'message').trim(),
            'staff.case.correction.messageMissing',
            CORRECTION_LIMIT,
          ),
          dueOn:
            day === null
              ? page.t('staff.case.correction.dueOnWrong')
              : isPossibleReplyDay(day, today(clock))
                ? null
                : page.t('staff.case.correction.dueOnPast'),
        });
      },
      run: async (context, id, body) => {
        const dueOn = typedDay(body);
        if (!dueOn) throw new AppError('invalidInput', 'no day for the reply');
        const fields = sentForm(body).getAll('fields').map(String);
        await work.requestCorrection(context, id, revisionOf(body), {
          fields,
          message: textOf(body, 'message').trim(),
          dueOn,
        });
      },
    },
    {
      path: 'refusal',
      action: 'refuse',
      entry: 'case.refused',
      done: 'staff.case.done.refuse',
      render: (page, data, typed) => <RefusalPage page={page} data={data} typed={typed} />,
      faults: (page, _context, body) =>
        present({
          reason: textFault(
            page,
            textOf(body, 'reason').trim(),
            'staff.case.refusal.reasonMissing',
            REFUSAL_LIMIT,
          ),
        }),
      run: (context, id, body) => work.refuse(context, id, revisionOf(body), textOf(body, 'reason').trim()),
    },
    {
      path: 'fee',
      action: 'confirmFee',
      entry: 'case.feeConfirmed',
      done: 'staff.case.done.confirmFee',
      render: (page, data, typed) => <FeePage page={page} data={data} typed={typed} />,
      faults: (page, _context, body) =>
        present({
          receipt: textFault(
            page,
            textOf(body, 'receipt').trim(),
            'staff.case.feeStep.receiptMissing',
            RECEIPT_LIMIT,
          ),
        }),
      run: (context, id, body) =>
        work.confirmFee(context, id, revisionOf(body), textOf(body, 'receipt').trim()),
    },
    {
      path: 'other-section',
      action: 'handOver',
      entry: 'case.handedOver',
      done: 'casework.handOver.done',
      render: (page, data, typed) => <OtherSectionPage page={page} data={data} typed={typed} />,
      faults: (page, { municipality }, body) =>
        present({
          unit: municipality.units.some(({ id }) => id === textOf(body, 'unit'))
            ? null
            : page.t('casework.handOver.unitMissing'),
          note: textFault(page, textOf(body, 'note').trim(), 'casework.handOver.noteMissing', MESSAGE_LIMIT),
        }),
      run: (context, id, body) =>
        work.handOver(context, id, revisionOf(body), {
          unit: textOf(body, 'unit'),
          note: textOf(body, 'note').trim(),
        }),
    },
    {
      path: 'assignee',
      action: 'assign',
      entry: 'case.assigned',
      done: 'inbox.assign.done',
      render: (page, data, typed) => <AssignPage page={page} data={data} typed={typed} />,
      faults: (page, _context, body) =>
        present({ assignee: textOf(body, 'assignee') === '' ? page.t('inbox.assign.missing') : null }),
      run: (context, id, body) => work.assign(context, id, revisionOf(body), textOf(body, 'assignee')),
    },
    {
      path: 'revocation',
      action: 'revoke',
      entry: 'certificate.revoked',
      done: 'staff.case.done.revoke',
      render: (page, data, typed) => <RevocationPage page={page} data={data} typed={typed} />,
      faults: () => ({}),
      run: (context, id, body) => work.revoke(context, id, revisionOf(body)),
    },
  ];

  return steps.flatMap((step) => [
    route({
      method: 'get',
      path: `/staff/cases/:case/${step.path}`,
      permission: 'case.work',
      journal: ['case.viewed'],
      input: { params: CaseParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const opened = await work.open(context, params.case);
        if (opened.kind === 'closed' || !opened.data.actions.includes(step.action)) {
          return redirect(`/staff/cases/${params.case}`);
        }
        return html(step.render(page, opened.data, step.proposed?.(context) ?? NOTHING));
      },
    }),
    route({
      method: 'post',
      path: `/staff/cases/:case/${step.path}`,
      permission: 'case.work',
      journal: [step.entry, 'case.viewed'],
      input: { params: CaseParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const errors = step.faults(page, context, body);
        if (Object.keys(errors).length > 0) {
          const opened = await work.open(context, params.case);
          if (opened.kind === 'closed') return redirect(`/staff/cases/${params.case}`);
          return html(step.render(page, opened.data, { values: allTyped(body), errors }), 422);
        }
        await step.run(context, params.case, body);
        // The other section has it now; here it does not exist any more.
        return redirect(step.action === 'handOver' ? '/staff' : `/staff/cases/${params.case}`, {
          kind: 'success',
          key: step.done,
        });
      },
    }),
  ]);
}

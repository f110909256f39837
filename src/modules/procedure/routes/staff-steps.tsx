import { readDate } from '#forms/fields/date/read.js';
import { sentForm } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { openUnits } from '#kernel/tenancy/municipality.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { PUT_UP_ENTRIES } from '#modules/decision/api.js';
import { COUNTER_WAYS, TAKING_ENTRIES } from '#modules/payment/api.js';
import {
  correctableFields,
  isPossibleReplyDay,
  MESSAGE_LIMIT,
  proposedReplyDay,
  REVOCATION_REASONS,
  type StaffAction,
} from '../model.js';
import { appended, type ReplyKind } from '../replies/model.js';
import { CHOSEN_REPLY, PUT_IN, type ReplyChoices } from '../replies/views/reply-pages.js';
import type { StaffCase } from '../service/work.js';
import type { ProcedureServices } from '../services.js';
import {
  AssignPage,
  CORRECTION_LIMIT,
  CorrectionRequestPage,
  FeePage,
  NOTE_LIMIT,
  OtherSectionPage,
  REFUSAL_LIMIT,
  REVOCATION_LIMIT,
  RefusalPage,
  RevocationPage,
  type Typed,
} from '../views/staff-step-pages.js';
import { allTyped, CaseParams, revisionOf, textOf } from './input.js';

const NOTHING: Typed = { values: {}, errors: {} };

/** A text that must be there and not too long; the error in words, or null. */
function textFault(page: PageContext, text: string, missing: MessageKey, limit: number): string | null {
  return text === '' ? page.t(missing) : lengthFault(page, text, limit);
}

function lengthFault(page: PageContext, text: string, limit: number): string | null {
  const count = characterCount(text);
  return count > limit ? page.t('staff.case.tooLong', { limit, count }) : null;
}

const wayOf = (body: FormBody) => COUNTER_WAYS.find((way) => way === textOf(body, 'way'));

/** The day that was typed in three boxes, also with the era before the year; null for no day. */
function typedDay(body: FormBody): Temporal.PlainDate | null {
  const part = (name: string) => textOf(body, `dueOn.${name}`);
  const read = readDate({ era: '', year: part('year'), month: part('month'), day: part('day') });
  return read?.ok ? read.value : null;
}

const reasonIn = (body: FormBody) => REVOCATION_REASONS.find((one) => one === textOf(body, 'reason'));

const present = (faults: Record<string, string | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(faults).filter((pair): pair is [string, string] => pair[1] !== null));

/** The steps that need something typed: each a page and a form. */
export function staffStepRoutes({ replies, work }: ProcedureServices): RouteDefinition[] {
  interface Step {
    path: string;
    action: StaffAction;
    entry: string;
    /** Entries of another module that the step brings with it. */
    alsoWrites?: readonly string[];
    done: MessageKey;
    /** Its text into which reply templates can be put. */
    text?: { name: string; kind: ReplyKind };
    render(page: PageContext, data: StaffCase, typed: Typed, choices: ReplyChoices): unknown;
    proposed?(context: Context, data: StaffCase): Typed;
    /** The faults by field; empty when the step may be taken. */
    faults(page: PageContext, context: Context, body: FormBody): Record<string, string>;
    /** Takes it; the entry that tells of it. */
    run(context: Context, id: string, body: FormBody): Promise<string>;
  }

  const steps: Step[] = [
    {
      path: 'correction',
      action: 'requestCorrection',
      entry: 'case.correctionRequested',
      done: 'staff.case.done.requestCorrection',
      text: { name: 'message', kind: 'correction' },
      render: (page, data, typed, choices) => (
        <CorrectionRequestPage
          page={page}
          data={data}
          typed={typed}
          replies={choices}
          fields={correctableFields(data.case)}
        />
      ),
      proposed: ({ clock }, { procedure }) => {
        const { year, month, day } = proposedReplyDay(today(clock), procedure);
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
        return work.requestCorrection(context, id, revisionOf(body), {
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
      alsoWrites: ['case.putUp', ...PUT_UP_ENTRIES],
      done: 'staff.case.done.refuse',
      text: { name: 'reason', kind: 'refusal' },
      render: (page, data, typed, choices) => (
        <RefusalPage page={page} data={data} typed={typed} replies={choices} />
      ),
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
      alsoWrites: TAKING_ENTRIES,
      done: 'staff.case.done.confirmFee',
      render: (page, data, typed, choices) => (
        <FeePage page={page} data={data} typed={typed} replies={choices} />
      ),
      faults: (page, _context, body) =>
        present({
          way: wayOf(body) ? null : page.t('paymentDesk.take.wayMissing'),
          note: lengthFault(page, textOf(body, 'note').trim(), NOTE_LIMIT),
        }),
      run: (context, id, body) => {
        const way = wayOf(body);
        if (!way) throw new AppError('invalidInput', 'no way in which it was paid');
        const note = textOf(body, 'note').trim();
        return work.confirmFee(context, id, revisionOf(body), { way, note: note || null });
      },
    },
    {
      path: 'other-section',
      action: 'handOver',
      entry: 'case.handedOver',
      done: 'casework.handOver.done',
      render: (page, data, typed, choices) => (
        <OtherSectionPage page={page} data={data} typed={typed} replies={choices} />
      ),
      faults: (page, { municipality, clock }, body) =>
        present({
          unit: openUnits(municipality, today(clock)).some(({ id }) => id === textOf(body, 'unit'))
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
      render: (page, data, typed, choices) => (
        <AssignPage page={page} data={data} typed={typed} replies={choices} />
      ),
      faults: (page, _context, body) =>
        present({ assignee: textOf(body, 'assignee') === '' ? page.t('inbox.assign.missing') : null }),
      run: (context, id, body) => work.assign(context, id, revisionOf(body), textOf(body, 'assignee')),
    },
    {
      path: 'revocation',
      action: 'revoke',
      entry: 'certificate.revoked',
      done: 'staff.case.done.revoke',
      render: (page, data, typed, choices) => (
        <RevocationPage page={page} data={data} typed={typed} replies={choices} />
      ),
      faults: (page, _context, body) =>
        present({
          reason: reasonIn(body) === undefined ? page.t('casework.revocation.reasonMissing') : null,
          words: textFault(
            page,
            textOf(body, 'words').trim(),
            'casework.revocation.wordsMissing',
            REVOCATION_LIMIT,
          ),
        }),
      run: async (context, id, body) => {
        const reason = reasonIn(body);
        if (!reason) throw new AppError('invalidInput', 'no reason of the revocation');
        return work.revoke(context, id, revisionOf(body), { reason, words: textOf(body, 'words').trim() });
      },
    },
  ];

  const choicesFor = async (context: Context, data: StaffCase, { text }: Step) =>
    text ? replies.choices(context, data.case.unit, text.kind) : [];

  /** What was typed with the chosen text after it; null when none was chosen. */
  async function putIn(context: Context, data: StaffCase, { text }: Step, body: FormBody) {
    const chosen = text && (await replies.filled(context, data, text.kind, textOf(body, CHOSEN_REPLY)));
    return text && chosen ? appended(textOf(body, text.name), chosen) : null;
  }

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
        const choices = { choices: await choicesFor(context, opened.data, step) };
        return html(
          step.render(page, opened.data, step.proposed?.(context, opened.data) ?? NOTHING, choices),
        );
      },
    }),
    route({
      method: 'post',
      path: `/staff/cases/:case/${step.path}`,
      permission: 'case.work',
      journal: [step.entry, ...(step.alsoWrites ?? []), 'case.viewed'],
      input: { params: CaseParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const isPutIn = step.text !== undefined && textOf(body, PUT_IN.name) === PUT_IN.value;
        const errors = isPutIn ? {} : step.faults(page, context, body);
        if (isPutIn || Object.keys(errors).length > 0) {
          const opened = await work.open(context, params.case);
          if (opened.kind === 'closed') return redirect(`/staff/cases/${params.case}`);
          const choices = await choicesFor(context, opened.data, step);
          const values = allTyped(body);
          if (!isPutIn) return html(step.render(page, opened.data, { values, errors }, { choices }), 422);
          const text = await putIn(context, opened.data, step, body);
          if (text === null) {
            const error = page.t('reply.chooseFirst');
            return html(step.render(page, opened.data, { values, errors }, { choices, error }), 422);
          }
          const typed = { values: { ...values, [step.text?.name ?? '']: [text] }, errors };
          return html(step.render(page, opened.data, typed, { choices }));
        }
        const entry = await step.run(context, params.case, body);
        // The other section has it now; here it does not exist any more.
        return redirect(step.action === 'handOver' ? '/staff' : `/staff/cases/${params.case}`, {
          kind: 'success',
          key: entry === 'case.putUp' ? 'casework.decision.done' : step.done,
        });
      },
    }),
  ]);
}

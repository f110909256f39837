import { z } from 'zod';
import { readDate } from '#forms/fields/date/read.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type Reader, reader, type Typed, typedFrom } from '../forms/typed.js';
import { RATINGS } from '../model.js';
import type { PlanService } from '../service.js';
import { DeskPage } from '../views/review/desk-page.js';
import type { FormState } from '../views/review/fields.js';
import { JudgePage } from '../views/review/judge-page.js';
import { RoundPage } from '../views/review/round-page.js';
import { TasksPage } from '../views/review/tasks-page.js';
import { asStored, attempt, withFaults } from './form-answers.js';

const RoundId = z.object({ round: z.uuid() });
const TaskId = RoundId.extend({ number: z.string().max(100) });
const NOTHING = asStored({});

function dayIn(read: Reader, name: string): Temporal.PlainDate | null {
  const part = (key: string) => read.text(`${name}.${key}`);
  const day = readDate({ era: '', year: part('year'), month: part('month'), day: part('day') });
  if (day?.ok) return day.value;
  read.fault(name, 'notDate');
  return null;
}

/** Staff pages of the yearly review: opening, following, judging, publishing. */
export const reviewRoutes = (service: PlanService): RouteDefinition[] => {
  const rowOf = async (context: Context, round: string, number: string) => {
    const { rows } = await service.round(context, round);
    const row = rows.find(({ measure }) => measure.number === number);
    if (!row) throw notFound(`task ${number} of round ${round}`);
    return row;
  };
  const deskProps = async (context: Context) => ({
    rounds: await service.rounds(context),
    abilities: service.abilities(context),
  });
  const newForm = ({ clock }: Context): FormState & { id: string } => ({
    ...asStored({ fiscalYear: String(fiscalYearOf(today(clock)) - 1) }),
    id: uuidv7(clock.now()),
  });
  const judgeState = ({ rating, comment }: { rating: string | null; comment: string | null }): FormState =>
    asStored({ rating: rating ?? '', comment: comment ?? '' });

  const stepRoute = (
    step: 'close' | 'reopen' | 'publish',
    entry: string,
    flash: 'review.closed' | 'review.reopened' | 'review.published',
    work: (context: Context, round: string) => Promise<void>,
  ) =>
    route({
      method: 'post',
      path: `/staff/plan/rounds/:round/${step}`,
      permission: 'plan.review',
      journal: [entry],
      input: { params: RoundId, form: FormBody },
      handle: async ({ context, params, redirect }) => {
        await work(context, params.round);
        return redirect(`/staff/plan/rounds/${params.round}`, { kind: 'success', key: flash });
      },
    });

  return [
    route({
      method: 'get',
      path: '/staff/plan',
      permission: 'plan.follow',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) =>
        html(<DeskPage page={page} {...(await deskProps(context))} form={newForm(context)} />),
    }),
    route({
      method: 'post',
      path: '/staff/plan/rounds',
      permission: 'plan.review',
      journal: ['plan.roundOpened'],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const typed = typedFrom(body);
        const read = reader(typed);
        const id = z.uuid().safeParse(typed.id).data ?? uuidv7(context.clock.now());
        read.required('fiscalYear');
        const year = read.year('fiscalYear');
        const dueOn = dayIn(read, 'dueOn');
        const again = async (form: FormState) =>
          html(<DeskPage page={page} {...(await deskProps(context))} form={{ ...form, id }} />, 422);
        if (year === undefined || dueOn === null) return again(withFaults(page.t, typed, read.faults));
        const opened = await attempt(page.t, typed, () =>
          service.openRound(context, { id, fiscalYear: year, dueOn }),
        );
        if (opened.kind === 'faulty') return again(opened.form);
        return redirect(`/staff/plan/rounds/${id}`, { kind: 'success', key: 'review.opened' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/plan/tasks',
      permission: 'plan.report',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) =>
        html(<TasksPage page={page} rows={await service.myTasks(context)} />),
    }),
    route({
      method: 'get',
      path: '/staff/plan/rounds/:round',
      permission: 'plan.follow',
      journal: 'none',
      input: { params: RoundId },
      handle: async ({ context, page, params, html }) =>
        html(
          <RoundPage
            page={page}
            {...(await service.round(context, params.round))}
            abilities={service.abilities(context)}
          />,
        ),
    }),
    stepRoute('close', 'plan.judgingBegan', 'review.closed', service.closeReports),
    stepRoute('reopen', 'plan.roundReopened', 'review.reopened', service.reopen),
    stepRoute('publish', 'plan.published', 'review.published', service.publish),
    route({
      method: 'get',
      path: '/staff/plan/rounds/:round/measures/:number',
      permission: 'plan.follow',
      journal: 'none',
      input: { params: TaskId },
      handle: async ({ context, page, params, html }) => {
        const row = await rowOf(context, params.round, params.number);
        return html(
          <JudgePage
            page={page}
            row={row}
            abilities={service.abilities(context)}
            form={judgeState(row.task)}
            sending={NOTHING}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/plan/rounds/:round/measures/:number/evidence/:file',
      permission: 'plan.follow',
      journal: 'none',
      input: { params: TaskId.extend({ file: z.uuid() }) },
      handle: async ({ context, params, file }) => {
        const found = await service.evidenceFile(context, params.round, params.number, params.file);
        return file(found.bytes, found.mediaType, { saveAs: found.name });
      },
    }),
    route({
      method: 'post',
      path: '/staff/plan/rounds/:round/measures/:number/judge',
      permission: 'plan.judge',
      journal: ['plan.judged'],
      input: { params: TaskId, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const typed = typedFrom(body);
        const rating = RATINGS.find((one) => one === typed.rating);
        const read = reader(typed);
        const comment = read.optional('comment') ?? null;
        if (rating === undefined || Object.keys(read.faults).length > 0) {
          const form = withFaults(page.t, typed, read.faults);
          return html(
            <JudgePage
              page={page}
              row={await rowOf(context, params.round, params.number)}
              abilities={service.abilities(context)}
              form={
                rating === undefined
                  ? { ...form, errors: { rating: page.t('review.error.rating'), ...form.errors } }
                  : form
              }
              sending={NOTHING}
            />,
            422,
          );
        }
        await service.judge(context, params.round, params.number, { rating, comment });
        return redirect(`/staff/plan/rounds/${params.round}`, { kind: 'success', key: 'review.judged' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/plan/rounds/:round/measures/:number/send-back',
      permission: 'plan.follow',
      journal: ['plan.reportReturned'],
      input: { params: TaskId, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const typed: Typed = typedFrom(body);
        const read = reader(typed);
        const reason = read.required('reason');
        if (Object.keys(read.faults).length > 0) {
          const row = await rowOf(context, params.round, params.number);
          return html(
            <JudgePage
              page={page}
              row={row}
              abilities={service.abilities(context)}
              form={judgeState(row.task)}
              sending={withFaults(page.t, typed, read.faults)}
            />,
            422,
          );
        }
        await service.sendBack(context, params.round, params.number, reason);
        return redirect(`/staff/plan/rounds/${params.round}`, { kind: 'success', key: 'review.sentBack' });
      },
    }),
  ];
};

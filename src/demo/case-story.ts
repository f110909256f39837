import { dateIn } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { invariant } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { addBusinessDays } from '#kernel/values/business-day.js';
import type { DemoActors, PersonDetails } from '#modules/identity/api.js';
import {
  applyFor,
  contextAt,
  EVERY_CHECK,
  enterFor,
  SAMPLE_ANSWERS,
  typedPage,
} from '#modules/procedure/fixtures.js';
import type { Modules } from '#modules.js';
import { takeSheet } from './sheets.js';
import { inOffice, pick, type Random } from './town.js';

export type Citizen = DemoActors['resident'];

/** How far a case comes, and of a hundred how many; the youngest cases are still on their way. */
const COURSES = [
  { course: 'issued', settled: 84, recent: 30 },
  { course: 'approved', settled: 2, recent: 15 },
  { course: 'corrected', settled: 5, recent: 5 },
  { course: 'correctionRequested', settled: 2, recent: 10 },
  { course: 'refused', settled: 3, recent: 2 },
  { course: 'withdrawn', settled: 4, recent: 3 },
  { course: 'inReview', settled: 0, recent: 15 },
  { course: 'submitted', settled: 0, recent: 20 },
] as const;
/** What comes about too rarely to be drawn. */
type Rare = 'revoked';
export type Course = (typeof COURSES)[number]['course'] | Rare;

/** One thing that happens, at its time. */
export interface Step {
  at: Temporal.Instant;
  run(at: Temporal.Instant): Promise<void>;
  /** Somebody may pay at the desk then. */
  isAtDesk?: boolean;
}

type OpenedCase = Extract<
  Awaited<ReturnType<Modules['procedure']['services']['work']['open']>>,
  { kind: 'open' }
>['data'];

export function pickCourse(random: Random, isRecent: boolean): Course {
  let left = random() * 100;
  for (const { course, settled, recent } of COURSES) {
    left -= isRecent ? recent : settled;
    if (left < 0) return course;
  }
  return 'issued';
}

/** Of a hundred applications, how many come otherwise than online: written by a clerk, or on paper. */
const WAYS = { counter: 14, paper: 10 };
type Way = 'online' | keyof typeof WAYS;

/** Of those who have no page of their own nothing comes that is done there. */
const DONE_ONLINE: readonly Course[] = ['corrected', 'correctionRequested', 'withdrawn'];

export function pickWay(random: Random, course: Course): Way {
  const drawn = random() * 100;
  if (DONE_ONLINE.includes(course) || drawn >= WAYS.counter + WAYS.paper) return 'online';
  return drawn < WAYS.counter ? 'counter' : 'paper';
}

export interface CaseStory {
  random: Random;
  kernel: Kernel;
  modules: Modules;
  municipality: Municipality;
  actors: DemoActors;
  citizen: Citizen;
  /** What the identity knows of them: people write the same. */
  person: PersonDetails | null;
  procedure: string;
  course: Course;
  way: Way;
  submittedAt: Temporal.Instant;
}

/** At the desk most people pay at the terminal. */
const DESK_WAYS = ['terminal', 'terminal', 'cash', 'paymentSlip'] as const;
const REVOKED = '交付した日より前に転出の届出が出ていたことが分かりました。';
const REASONS = ['請求できる人の範囲に当たらないため', '同じ内容の申請がすでに届いているため'];

/** The answers of the sample that are about the person, as this one gives them. */
function ofThemselves(sample: Readonly<Record<string, unknown>>, person: PersonDetails | null) {
  const own: Record<string, string | undefined> = {
    name: person?.name.replaceAll(' ', '　'),
    kana: person?.reading?.replaceAll(' ', '　'),
    birthDate: person?.birthDate?.toString(),
    email: person?.email ?? undefined,
  };
  return Object.fromEntries(
    Object.entries(own).filter(([key, value]) => value !== undefined && typeof sample[key] === 'string'),
  );
}

/** What happens to one case, each thing at its time. */
export function caseSteps({
  random,
  kernel,
  modules,
  municipality,
  actors,
  citizen,
  person,
  procedure,
  course,
  way,
  submittedAt: wanted,
}: CaseStory): Step[] {
  // The counter is open in office hours only.
  const submittedAt = way === 'online' ? wanted : inOffice(random, wanted, 0);
  const { apply, my, staffEntry, work } = modules.procedure.services;
  let caseId = '';
  const as = (actor: Citizen | DemoActors['clerk'], when: Temporal.Instant) =>
    contextAt(municipality, actor, when);

  const citizenDoes = (when: Temporal.Instant, act: (context: Context) => Promise<unknown>): Step => ({
    at: when,
    run: async (moment) => {
      await act(as(citizen, moment));
    },
  });
  const opened = async (context: Context): Promise<OpenedCase> => {
    const found = await work.open(context, caseId);
    invariant(found.kind === 'open', 'a case opened for a purpose is open');
    return found.data;
  };
  const clerkDoes = (
    when: Temporal.Instant,
    act: (context: Context, found: OpenedCase) => Promise<unknown>,
    who: DemoActors['clerk'] = actors.clerk,
  ): Step => ({
    at: when,
    run: async (moment) => {
      const context = as(who, moment);
      await work.statePurpose(context, caseId, 'review');
      await act(context, await opened(context));
    },
  });

  const sample = SAMPLE_ANSWERS[procedure] ?? {};
  const own = { ...sample, ...ofThemselves(sample, person) };
  // Whoever comes without an account is given the document at the counter.
  const answers = way === 'online' || !('delivery' in sample) ? own : { ...own, delivery: 'counter' };
  const taken = inOffice(random, submittedAt, random() < 0.6 ? 0 : 1);
  const decided = inOffice(random, taken, random() < 0.5 ? 1 : 2);
  const paid = inOffice(random, decided, 1);
  const issued = inOffice(random, paid, random() < 0.7 ? 0 : 1);

  const submit: Step = {
    at: submittedAt,
    run: async (moment) => {
      if (way === 'online')
        caseId = await applyFor({ apply }, as(citizen, moment), procedure, answers, answers);
      else if (way === 'counter')
        caseId = await enterFor({ staffEntry }, as(actors.clerk, moment), procedure, answers);
      else caseId = await takeSheet({ kernel, modules }, as(actors.clerk, moment), procedure, answers);
    },
  };
  // From the list, as many at once as there are: a new case has the first revision.
  const take: Step = {
    at: taken,
    run: async (moment) => {
      await work.take(as(actors.clerk, moment), caseId, 1, 'review');
    },
  };
  const approve = clerkDoes(
    decided,
    async (context, found) => {
      let now = found;
      while (now.actions.includes('signOff')) {
        await work.signOff(context, caseId, now.case.revision);
        now = await opened(context);
      }
      await work.approve(context, caseId, now.case.revision, { checks: EVERY_CHECK });
    },
    actors['section-head'],
  );
  const askToCorrect = clerkDoes(decided, (context, { case: { revision, content } }) => {
    const fields = content.asked.map(({ field }) => field);
    return work.requestCorrection(context, caseId, revision, {
      fields: [fields.find((field) => field === 'kana' || field === 'phone') ?? fields[0] ?? ''],
      message: '入力された内容が登録と違うようです。確かめて、正しい内容を入力してください。',
      dueOn: addBusinessDays(dateIn(decided), 10),
    });
  });
  const finish = clerkDoes(issued, async (context, found) => {
    let now = found;
    if (now.actions.includes('confirmFee')) {
      const taking = { way: pick(random, DESK_WAYS), note: null };
      await work.confirmFee(context, caseId, now.case.revision, taking);
      now = await opened(context);
    }
    if (now.actions.includes('issue')) await work.issue(context, caseId, now.case.revision);
  });

  // Where the procedure gives a document.
  const revoke = clerkDoes(
    inOffice(random, issued, 2),
    async (context, { case: { revision }, actions }) => {
      if (actions.includes('revoke'))
        await work.revoke(context, caseId, revision, { reason: 'factsChanged', words: REVOKED });
    },
    actors['section-head'],
  );

  const stories: Record<Course, Step[]> = {
    submitted: [submit],
    inReview: [submit, take],
    correctionRequested: [submit, take, askToCorrect],
    corrected: [
      submit,
      take,
      askToCorrect,
      citizenDoes(inOffice(random, decided, 1), async (context) => {
        const { fields } = await my.correctionPage(context, caseId);
        await my.correct(context, caseId, typedPage(fields, answers));
      }),
    ],
    refused: [
      submit,
      take,
      clerkDoes(
        decided,
        (context, { case: { revision } }) => work.refuse(context, caseId, revision, pick(random, REASONS)),
        actors['section-head'],
      ),
    ],
    withdrawn: [
      submit,
      citizenDoes(inOffice(random, submittedAt, 1), (context) => my.withdraw(context, caseId)),
    ],
    approved: [submit, take, approve],
    issued: [submit, take, approve, { ...finish, isAtDesk: true }],
    revoked: [submit, take, approve, { ...finish, isAtDesk: true }, revoke],
  };
  return stories[course];
}

import { z } from 'zod';
import { dateIn, today, ZONE } from '#kernel/clock.js';
import { type Context, systemContext, tenantOf } from '#kernel/context.js';
import { readDefinition } from '#kernel/definitions/read.js';
import { invariant } from '#kernel/errors.js';
import { count } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { addBusinessDays, isBusinessDay } from '#kernel/values/business-day.js';
import { fiscalYear, fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { DemoActors } from '#modules/identity/api.js';
import { applyFor, contextAt, SAMPLE_ANSWERS, typedPage } from '#modules/procedure/fixtures.js';
import type { Modules } from '#modules.js';

/*
 * The demo town: some weeks of applications in every state, made through the services at moments in the past, in
 * the order in which they would have happened. Nothing else in the product knows about it.
 */

const DemoTown = z.strictObject({
  weeks: z.int().min(1).max(52),
  weeklyCases: z.record(z.string(), z.int().min(0).max(200)),
  residents: z
    .array(z.strictObject({ name: z.string(), reading: z.string(), birthDate: z.iso.date() }))
    .min(1),
});
type DemoTown = z.infer<typeof DemoTown>;

type Citizen = DemoActors['resident'];

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
type Course = (typeof COURSES)[number]['course'];

interface Step {
  at: Temporal.Instant;
  run(at: Temporal.Instant): Promise<void>;
}

/** Makes what a first start should find, once: a municipality that has cases is left alone. */
export async function makeDemo(kernel: Kernel, modules: Modules): Promise<void> {
  const { value: town } = await readDefinition(kernel.catalogRoot, 'common/demo/town.yaml', DemoTown);
  for (const municipality of kernel.municipalities.all) {
    const context = systemContext(municipality, 'demo', kernel.clock);
    const actors = await modules.identity.api.seedDemo(context);
    if (!actors || (await hasCases(kernel, context))) continue;
    await liveThrough(await stepsOf(kernel, modules, municipality, town, actors));
    await openReview(kernel, modules, municipality, actors);
  }
}

const hasCases = (kernel: Kernel, context: Context): Promise<boolean> =>
  kernel.database.transaction(
    tenantOf(context),
    async (tx) => (await count(tx, { type: 'case.submitted' })) > 0,
  );

/** The plan office has asked for last year's results; nothing is reported, for that would be invented facts. */
async function openReview(
  kernel: Kernel,
  { plan }: Modules,
  municipality: Municipality,
  actors: DemoActors,
): Promise<void> {
  const openedAt = kernel.clock.now().subtract({ hours: 24 * 10 });
  const context = contextAt(municipality, actors['plan-office'], openedAt);
  if (!(await plan.api.findPlan(context))) return;
  await plan.api.openRound(context, {
    id: uuidv7(openedAt),
    fiscalYear: fiscalYear(fiscalYearOf(dateIn(openedAt)) - 1),
    dueOn: addBusinessDays(today(kernel.clock), 8),
  });
}

/** Runs the steps in the order of their times; a step may add later ones. */
async function liveThrough(steps: Step[]): Promise<void> {
  const later = [...steps].sort(byTime);
  for (let step = later.shift(); step; step = later.shift()) await step.run(step.at);
}

const byTime = (a: Step, b: Step): number => Temporal.Instant.compare(a.at, b.at);

/** The same numbers at every start, so that screenshots and guides stay true (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  invariant(item !== undefined, 'there is something to pick from');
  return item;
};

function pickCourse(random: Random, isRecent: boolean): Course {
  let left = random() * 100;
  for (const { course, settled, recent } of COURSES) {
    left -= isRecent ? recent : settled;
    if (left < 0) return course;
  }
  return 'issued';
}

const at = (date: Temporal.PlainDate, hour: number, minute: number): Temporal.Instant =>
  date.toZonedDateTime({ timeZone: ZONE, plainTime: { hour, minute } }).toInstant();

/** A moment in office hours, so many business days after, and in any case later. */
function inOffice(random: Random, from: Temporal.Instant, businessDays: number): Temporal.Instant {
  const date = dateIn(from);
  const hour = 9 + Math.floor(random() * 7);
  const minute = Math.floor(random() * 60);
  const sameDay = at(date, hour, minute);
  if (businessDays === 0 && isBusinessDay(date) && Temporal.Instant.compare(sameDay, from) > 0)
    return sameDay;
  return at(addBusinessDays(date, Math.max(1, businessDays)), hour, minute);
}

async function stepsOf(
  kernel: Kernel,
  modules: Modules,
  municipality: Municipality,
  town: DemoTown,
  actors: DemoActors,
): Promise<Step[]> {
  const perWeek = town.weeklyCases[municipality.slug] ?? 0;
  const context = systemContext(municipality, 'demo', kernel.clock);
  const { items } = modules.procedure.services.catalogue.find(context, { limit: 100 }, 'ja');
  const clerkUnits = new Set(
    actors.clerk.kind === 'staff' ? actors.clerk.grants.map(({ unit }) => unit) : [],
  );
  const offered = items
    .filter(
      ({ id, audience, unit }) => id in SAMPLE_ANSWERS && audience !== 'business' && clerkUnits.has(unit),
    )
    .map(({ id }) => id)
    .sort((a, b) => Object.keys(SAMPLE_ANSWERS).indexOf(a) - Object.keys(SAMPLE_ANSWERS).indexOf(b));
  if (perWeek === 0 || offered.length === 0) return [];
  const random = randomFrom(Number(municipality.code));
  const citizens = await residentsOf(kernel, modules, municipality, town, actors);
  const now = kernel.clock.now();
  const firstDay = today(kernel.clock).subtract({ weeks: town.weeks });
  const steps: Step[] = [];
  for (let index = 0; index < perWeek * town.weeks; index += 1) {
    const day = firstDay.add({ days: Math.floor((index * 7) / perWeek) });
    const submittedAt = at(day, 7 + Math.floor(random() * 15), Math.floor(random() * 60));
    const isRecent = today(kernel.clock).since(day).days < 6;
    steps.push(
      ...caseSteps({
        random,
        modules,
        municipality,
        actors,
        citizen: index % 9 === 0 ? actors.resident : pick(random, citizens),
        procedure: index % 4 === 3 ? pick(random, offered) : (offered[0] ?? ''),
        course: pickCourse(random, isRecent),
        submittedAt,
      }),
    );
  }
  return steps.filter((step) => Temporal.Instant.compare(step.at, now) < 0);
}

/** Those who ever signed in here: the demo's own resident and the town's others. */
async function residentsOf(
  kernel: Kernel,
  { identity }: Modules,
  municipality: Municipality,
  town: DemoTown,
  actors: DemoActors,
): Promise<Citizen[]> {
  const began = kernel.clock.now().subtract({ hours: 24 * 7 * town.weeks });
  const context = contextAt(municipality, { kind: 'system', id: 'demo' }, began);
  const issuer = 'https://residents.demo.invalid';
  const others: Citizen[] = [];
  for (const [index, { name, reading, birthDate }] of town.residents.entries()) {
    const claims = { name, 'name#ja-Kana-JP': reading, birthdate: birthDate, acr: 'aal3' };
    others.push(await identity.api.recordPerson(context, { issuer, subject: `resident-${index}` }, claims));
  }
  return [actors['resident-little-japanese'], ...others];
}

interface CaseStory {
  random: Random;
  modules: Modules;
  municipality: Municipality;
  actors: DemoActors;
  citizen: Citizen;
  procedure: string;
  course: Course;
  submittedAt: Temporal.Instant;
}

const REASONS = ['請求できる人の範囲に当たらないため', '同じ内容の申請がすでに届いているため'];

/** What happens to one case, each thing at its time. */
function caseSteps({
  random,
  modules,
  municipality,
  actors,
  citizen,
  procedure,
  course,
  submittedAt,
}: CaseStory): Step[] {
  const { apply, my, work } = modules.procedure.services;
  let caseId = '';
  const as = (actor: Citizen | DemoActors['clerk'], when: Temporal.Instant) =>
    contextAt(municipality, actor, when);

  const citizenDoes = (when: Temporal.Instant, act: (context: Context) => Promise<unknown>): Step => ({
    at: when,
    run: async (moment) => {
      await act(as(citizen, moment));
    },
  });
  const clerkDoes = (
    when: Temporal.Instant,
    act: (context: Context, revision: number, fields: string[]) => Promise<unknown>,
    who: DemoActors['clerk'] = actors.clerk,
  ): Step => ({
    at: when,
    run: async (moment) => {
      const context = as(who, moment);
      await work.statePurpose(context, caseId, 'review');
      const opened = await work.open(context, caseId);
      invariant(opened.kind === 'open', 'a case opened for a purpose is open');
      await act(
        context,
        opened.data.case.revision,
        opened.data.case.content.asked.map(({ field }) => field),
      );
    },
  });

  const answers = { ...SAMPLE_ANSWERS[procedure], name: citizen.name.replace(' ', '　') };
  const taken = inOffice(random, submittedAt, random() < 0.6 ? 0 : 1);
  const decided = inOffice(random, taken, random() < 0.5 ? 1 : 2);
  const paid = inOffice(random, decided, 1);
  const issued = inOffice(random, paid, random() < 0.7 ? 0 : 1);

  const submit = citizenDoes(submittedAt, async (context) => {
    caseId = await applyFor({ apply }, context, procedure, answers);
  });
  const take = clerkDoes(taken, (context, revision) => work.take(context, caseId, revision));
  const approve = clerkDoes(
    decided,
    (context, revision) => work.approve(context, caseId, revision),
    actors['section-head'],
  );
  const askToCorrect = clerkDoes(decided, (context, revision, fields) =>
    work.requestCorrection(context, caseId, revision, {
      fields: fields.filter((field) => field === 'kana' || field === 'phone').slice(0, 1),
      message: '入力された内容が登録と違うようです。確かめて、正しい内容を入力してください。',
      dueOn: addBusinessDays(dateIn(decided), 10),
    }),
  );
  const finish: Step = {
    at: issued,
    run: async (moment) => {
      const context = as(actors.clerk, moment);
      await work.statePurpose(context, caseId, 'review');
      for (const action of ['confirmFee', 'issue'] as const) {
        const opened = await work.open(context, caseId);
        invariant(opened.kind === 'open', 'a case opened for a purpose is open');
        if (!opened.data.actions.includes(action)) continue;
        const { revision } = opened.data.case;
        if (action === 'issue') await work.issue(context, caseId, revision);
        else
          await work.confirmFee(
            context,
            caseId,
            revision,
            `R-${String(Math.floor(random() * 90_000) + 10_000)}`,
          );
      }
    },
  };

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
        (context, revision) => work.refuse(context, caseId, revision, pick(random, REASONS)),
        actors['section-head'],
      ),
    ],
    withdrawn: [
      submit,
      citizenDoes(inOffice(random, submittedAt, 1), (context) => my.withdraw(context, caseId)),
    ],
    approved: [submit, take, approve],
    issued: [submit, take, approve, finish],
  };
  return stories[course];
}

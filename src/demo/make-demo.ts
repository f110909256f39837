import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dateIn, today } from '#kernel/clock.js';
import { type Context, systemContext, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { readDefinition } from '#kernel/definitions/read.js';
import { count } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { addBusinessDays } from '#kernel/values/business-day.js';
import { fiscalYear, fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { DemoActors, PersonDetails } from '#modules/identity/api.js';
import { readPersonas } from '#modules/identity/definition.js';
import { contextAt, SAMPLE_ANSWERS } from '#modules/procedure/fixtures.js';
import type { Modules } from '#modules.js';
import { type Citizen, caseSteps, pickCourse, pickWay, type Step } from './case-story.js';
import { publishData } from './datasets-story.js';
import { decideDrafts } from './decision-story.js';
import { deskSteps } from './desk-story.js';
import { fileDocuments } from './records-story.js';
import { fillRegisters } from './registers-story.js';
import { tellOfDamage } from './reports-story.js';
import { surveySteps } from './survey-story.js';
import { at, DemoTown, pick, randomFrom } from './town.js';

/*
 * The demo town: some weeks of applications in every state, made through the services at moments in the past, in
 * the order in which they would have happened. Nothing else in the product knows about it.
 */

/** Makes what a first start should find, once: a municipality that has cases is left alone. */
export async function makeDemo(kernel: Kernel, modules: Modules): Promise<void> {
  const { value: town } = await readDefinition(kernel.catalogRoot, 'common/demo/town.yaml', DemoTown);
  const addresses = await readFile(join(kernel.catalogRoot, 'common/demo/addresses.csv'));
  for (const municipality of kernel.municipalities.all) {
    const context = systemContext(municipality, 'demo', kernel.clock);
    if (!(await modules.place.api.hasAddresses(context)))
      await modules.place.api.loadAddresses(context, addresses);
    const actors = await modules.identity.api.seedDemo(context);
    if (actors) await postStaff(kernel, modules, context, actors);
    if (!actors || (await hasCases(kernel, context))) continue;
    await liveThrough(await stepsOf(kernel, modules, municipality, town, actors));
    await openReview(kernel, modules, municipality, actors);
    await beginDraft(kernel, modules, municipality, actors);
    await fileDocuments(kernel, modules, municipality, actors);
    await tellOfDamage(kernel, modules, municipality, actors);
    await decideDrafts(kernel, modules, municipality, actors);
    await fillRegisters(kernel, modules, municipality, actors);
    await publishData(kernel, modules, municipality, actors);
  }
}

const hasCases = (kernel: Kernel, context: Context): Promise<boolean> =>
  kernel.database.transaction(
    tenantOf(context),
    async (tx) => (await count(tx, { type: 'case.submitted' })) > 0,
  );

/** Every member of the demo's staff holds a post, until the people of the town post them anew. */
async function postStaff(
  kernel: Kernel,
  { organization }: Modules,
  context: Context,
  actors: DemoActors,
): Promise<void> {
  const { cities } = await readPersonas(kernel);
  const from = Temporal.PlainDate.from({ year: fiscalYearOf(today(kernel.clock)), month: 4, day: 1 });
  const city = cities[context.municipality.slug];
  for (const [who, { postings }] of Object.entries({ ...city?.staff, ...city?.sections })) {
    const actor = actors[who as keyof DemoActors];
    if (!actor) continue;
    const held = postings.map((posting) => ({ ...posting, from, to: null }));
    await organization.api.postFirst(context, actor.id, held);
  }
}

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
    fiscalYear: fiscalYear(fiscalYearOf(today(context.clock)) - 1),
    dueOn: addBusinessDays(today(kernel.clock), 8),
  });
}

/** A clerk has begun to write the next version of what the town is asked for most. */
async function beginDraft(
  kernel: Kernel,
  { authoring, procedure }: Modules,
  municipality: Municipality,
  { clerk }: DemoActors,
): Promise<void> {
  const context = contextAt(municipality, clerk, kernel.clock.now().subtract({ hours: 24 * 2 }));
  const units = new Map(procedure.api.proceduresOf(context).map(({ id, unit }) => [id, unit]));
  const popular = await procedure.api.popularProcedures(context, 'ja');
  const most = popular.find(({ id }) => unitsOf(clerk).has(units.get(id) ?? ''));
  if (most) await authoring.service.beginRevision(context, most.id);
}

const unitsOf = (clerk: DemoActors['clerk']): ReadonlySet<string | null> =>
  new Set(
    clerk.kind === 'staff' ? clerk.grants.filter(({ role }) => role === 'clerk').map(({ unit }) => unit) : [],
  );

/** Whoever tries the town out as its resident finds something to pay, and something that is being worked on. */
const RESIDENTS_OWN = [
  { course: 'approved', daysAgo: 6 },
  { course: 'inReview', daysAgo: 1 },
] as const;

/** However the others are drawn, whoever tries it out as a clerk finds what went wrong, and what is late. */
const OF_OTHERS = [
  { course: 'revoked', daysAgo: 24 },
  { course: 'refused', daysAgo: 17 },
  { course: 'withdrawn', daysAgo: 13 },
  { course: 'inReview', daysAgo: 12 },
  { course: 'correctionRequested', daysAgo: 4 },
  { course: 'submitted', daysAgo: 1 },
] as const;

/** Runs the steps in the order of their times; a step may add later ones. */
async function liveThrough(steps: Step[]): Promise<void> {
  const later = [...steps].sort(byTime);
  for (let step = later.shift(); step; step = later.shift()) await step.run(step.at);
}

const byTime = (a: Step, b: Step): number => Temporal.Instant.compare(a.at, b.at);

async function stepsOf(
  kernel: Kernel,
  modules: Modules,
  municipality: Municipality,
  town: DemoTown,
  actors: DemoActors,
): Promise<Step[]> {
  const perWeek = town.weeklyCases[municipality.slug] ?? 0;
  const context = systemContext(municipality, 'demo', kernel.clock);
  const { items } = modules.procedure.services.catalogue.find(context, { limit: 100 });
  const clerkUnits = unitsOf(actors.clerk);
  const offered = items
    .filter(
      ({ id, audience, unit }) => id in SAMPLE_ANSWERS && audience !== 'business' && clerkUnits.has(unit),
    )
    .map(({ id }) => id)
    .sort((a, b) => Object.keys(SAMPLE_ANSWERS).indexOf(a) - Object.keys(SAMPLE_ANSWERS).indexOf(b));
  if (perWeek === 0 || offered.length === 0) return [];
  const random = randomFrom(Number(municipality.code));
  const citizens = await residentsOf(kernel, modules, municipality, town, actors);
  const people = new Map<string, PersonDetails | null>();
  for (const actor of [actors.resident, ...citizens]) {
    const read = (tx: Tx) => modules.identity.api.personOf(tx, { ...context, actor });
    people.set(actor.id, await kernel.database.transaction(tenantOf(context), read));
  }
  const known = (citizen: Citizen) => ({ citizen, person: people.get(citizen.id) ?? null });
  const now = kernel.clock.now();
  const firstDay = today(kernel.clock).subtract({ weeks: town.weeks });
  const steps: Step[] = surveySteps({ random, kernel, modules, municipality, actors });
  for (let index = 0; index < perWeek * town.weeks; index += 1) {
    const day = firstDay.add({ days: Math.floor((index * 7) / perWeek) });
    const submittedAt = at(day, 7 + Math.floor(random() * 15), Math.floor(random() * 60));
    const isRecent = today(kernel.clock).since(day).days < 6;
    const course = pickCourse(random, isRecent);
    steps.push(
      ...caseSteps({
        random,
        kernel,
        modules,
        municipality,
        actors,
        ...known(index % 9 === 0 ? actors.resident : pick(random, citizens)),
        procedure: index % 4 === 3 ? pick(random, offered) : (offered[0] ?? ''),
        course,
        way: pickWay(random, course),
        submittedAt,
      }),
    );
  }
  const chosen = [
    ...RESIDENTS_OWN.map((one) => ({ ...one, who: actors.resident })),
    ...OF_OTHERS.map((one) => ({ ...one, who: pick(random, citizens) })),
  ];
  for (const { course, daysAgo, who } of chosen) {
    steps.push(
      ...caseSteps({
        random,
        kernel,
        modules,
        municipality,
        actors,
        ...known(who),
        procedure: offered[0] ?? '',
        course,
        way: 'online',
        submittedAt: at(today(kernel.clock).subtract({ days: daysAgo }), 8, 40),
      }),
    );
  }
  const families = town.weeklyFamilies[municipality.slug] ?? 0;
  const names = town.residents.map(({ name }) => name);
  for (let index = 0; index < families * town.weeks; index += 1) {
    const day = firstDay.add({ days: Math.floor((index * 7) / families) + 2 });
    steps.push(...deskSteps({ random, modules, municipality, actors, names, day }));
  }
  const days = new Set(
    steps.filter(({ isAtDesk }) => isAtDesk).map(({ at: moment }) => dateIn(moment).toString()),
  );
  for (const unit of clerkUnits) {
    if (unit !== null) steps.push(...cashUps(modules, municipality, actors, unit, days));
  }
  return steps.filter((step) => Temporal.Instant.compare(step.at, now) < 0);
}

/** On the evening of such a day the desk counts its drawer, and it is right. */
function cashUps(
  { payment }: Modules,
  municipality: Municipality,
  { clerk }: DemoActors,
  unit: string,
  days: ReadonlySet<string>,
): Step[] {
  const { counter } = payment.services;
  return [...days].map((day) => ({
    at: at(Temporal.PlainDate.from(day), 17, 20),
    run: async (moment) => {
      const context = contextAt(municipality, clerk, moment);
      const { open } = await counter.ledger(context, unit);
      if (open) await counter.close(context, open.book.id, { counted: open.expected, note: null });
    },
  }));
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

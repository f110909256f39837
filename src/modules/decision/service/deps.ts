import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant, notFound } from '#kernel/errors.js';
import type { EntryData } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { IdentityApi } from '#modules/identity/api.js';
import { type Organization, type OrganizationApi, titleOn } from '#modules/organization/api.js';
import type { AuthorityKind, PaperRule } from '../definition.js';
import type { EntryName } from '../entries.js';
import { HEAD, postNow, type Seat } from '../model/actors.js';
import type { Act, Draft, Step } from '../model/draft.js';
import { type Delegation, type Entitled, entitledTo, ON_BEHALF, type Right } from '../model/rights.js';
import { seatName } from '../model/seats.js';
import { actsOf, insertActs, type NewAct } from '../store/acts.js';
import { delegationsOn } from '../store/delegations.js';
import { findDraft } from '../store/drafts.js';
import { stepsOf } from '../store/steps.js';
import type { RegisterLookup } from './related.js';

export interface DecisionDeps {
  kernel: Kernel;
  identity: Pick<IdentityApi, 'staffNames' | 'staffCalled'>;
  organization: OrganizationApi;
  register: RegisterLookup;
  /** Kinds of drafts by municipality code; filled at the start. */
  authority: ReadonlyMap<string, ReadonlyMap<string, AuthorityKind>>;
  /** How sheets are counted, by municipality code; filled at the start. */
  paper: ReadonlyMap<string, PaperRule>;
}

/** Who is where today: the ground on which it is computed who may act. */
export interface Ground {
  organization: Organization;
  delegations: readonly Delegation[];
}

/** A draft, its route, and whether whoever looks did something with it. */
interface Concern {
  draft: Draft;
  steps: readonly Step[];
  isActor: boolean;
}

/** One thing that is done with a draft. */
interface Done {
  draft: Pick<Draft, 'id' | 'round'>;
  ground: Ground;
  act: Act;
  step?: Step;
  as?: Entitled;
  comment?: string;
}

/** What all work on drafts begins with. */
export function createDesk({ kernel, organization, authority, paper }: DecisionDeps) {
  const { access, vault } = kernel;
  const kindsOf = (context: Context): ReadonlyMap<string, AuthorityKind> => {
    const found = authority.get(tenantOf(context));
    invariant(found, 'the tables of authority were read at the start');
    return found;
  };
  const paperRule = (context: Context): PaperRule => {
    const found = paper.get(tenantOf(context));
    invariant(found, 'how sheets are counted was read at the start');
    return found;
  };
  const meOf = ({ actor }: Context): string => {
    invariant(actor.kind === 'staff', 'drafts are worked on by staff');
    return actor.id;
  };
  const groundOn = async (tx: Tx, context: Context): Promise<Ground> => {
    const day = today(context.clock);
    return {
      organization: await organization.organizationOn(tx, context, day),
      delegations: await delegationsOn(tx, day),
    };
  };
  const entitled = (ground: Ground, draft: Pick<Draft, 'drafter'>, step: Step): Entitled[] =>
    entitledTo(ground.organization, step, { delegations: ground.delegations, not: draft.drafter });
  const mine = (context: Context, ground: Ground, draft: Draft, step: Step): Entitled | undefined =>
    entitled(ground, draft, step).find(({ staff }) => staff === meOf(context));
  const mayAdminister = (context: Context): boolean => access.can(context, 'decision.administer', null);

  /** Whether somebody drafted it, is asked, or acted on it. */
  const concerns = (context: Context, ground: Ground, { draft, steps, isActor }: Concern): boolean =>
    draft.drafter === meOf(context) ||
    isActor ||
    (draft.state !== 'draft' && steps.some((step) => mine(context, ground, draft, step)));
  const maySee = (context: Context, ground: Ground, concern: Concern): boolean =>
    mayAdminister(context) ||
    access.can(context, 'decision.read', concern.draft.unit) ||
    concerns(context, ground, concern);

  /**
   * A draft with its route, for those whom it concerns: who drafted it, who is or was asked, whoever may read the
   * drafts of its unit, and the administrator. Not found for everybody else. A constant number of statements.
   */
  async function opened(tx: Tx, context: Context, id: string, { lock = false } = {}) {
    const draft = await findDraft(tx, vault, id, { lock });
    if (!draft) throw notFound(`draft ${id}`);
    const ground = await groundOn(tx, context);
    const steps = await stepsOf(tx, draft);
    const acts = await actsOf(tx, vault, id);
    const isActor = acts.some(({ staff }) => staff === meOf(context));
    const isConcerned = concerns(context, ground, { draft, steps, isActor });
    if (!maySee(context, ground, { draft, steps, isActor })) throw notFound(`draft ${id}`);
    return { draft, steps, acts, ground, isConcerned };
  }

  /** Attachments of which what is kept is not what was attached; missing ones too. */
  async function spoiledOf(tx: Tx, ...drafts: readonly Pick<Draft, 'id' | 'files'>[]): Promise<string[]> {
    const held = drafts.flatMap(({ id, files }) => files.map((file) => ({ holder: holderOf(id), file })));
    const inspected = await kernel.files.inspectAll(tx, held);
    return held.map(({ file }) => file).filter((file) => !inspected.get(file)?.isWhole);
  }

  const journal = (tx: Tx, context: Context, type: EntryName, draft: Draft, data: EntryData = {}) =>
    append(tx, context, entryOf(type, draft, data));

  /** What was done, with who that person was today. */
  function actOf(context: Context, { draft, ground, act, step, as, comment }: Done): NewAct {
    const { actor, clock } = context;
    const staff = actor.kind === 'staff' ? actor.id : 'system';
    const at = as ? titleAs(ground, as) : personTitle(ground, staff);
    const line = {
      act,
      step: step?.no ?? null,
      staff,
      unit: at?.unit ?? null,
      title: at?.title ?? null,
      right: as?.right ?? null,
      behalf: step && as && FOR_ANOTHER.has(as.right) ? seatName(seatTitle(ground, step.seat)) : null,
      at: clock.now(),
      comment: comment || null,
    };
    return { draft: { id: draft.id, round: draft.round }, line };
  }

  const record = (tx: Tx, context: Context, done: Done): Promise<void> =>
    insertActs(tx, vault, [actOf(context, done)]);

  return {
    kindsOf,
    paperRule,
    meOf,
    groundOn,
    entitled,
    mine,
    mayAdminister,
    maySee,
    opened,
    spoiledOf,
    journal,
    actOf,
    record,
  };
}
export type Desk = ReturnType<typeof createDesk>;

/** An entry about a draft. */
export const entryOf = (type: EntryName, { id, kind, unit }: Draft, data: EntryData = {}) => ({
  type,
  subject: `decision/${id}`,
  data: { kind, unit, ...data },
});

/** What holds the attachments of a draft. */
export const holderOf = (id: string) => `decision/${id}`;

/** Unit and title of a seat in words of today; the head of a unit that has nobody has no title. */
export function seatTitle({ organization }: Ground, seat: Seat) {
  const post = postNow(organization, seat);
  return {
    unit: organization.everyUnit.get(seat.unit)?.name ?? seat.unit,
    title: organization.posts.find(({ id }) => id === post)?.title ?? (post === HEAD ? '' : post),
  };
}

const FOR_ANOTHER: ReadonlySet<Right> = new Set<Right>([...ON_BEHALF, 'named']);

/** As what somebody acts: by the seat that gives the right; who holds none of them, by the own title. */
export const titleAs = (ground: Ground, { staff, right, seat }: Entitled) =>
  (right === 'delegate' || right === 'named' ? personTitle(ground, staff) : null) ?? seatTitle(ground, seat);

export function personTitle({ organization }: Ground, staff: string) {
  const held = titleOn(organization, staff);
  return held && { unit: organization.everyUnit.get(held.unit)?.name ?? held.unit, title: held.title };
}

/** Whole hours since then; a clock that went back makes none. */
export const hoursSince = (from: Temporal.Instant | null, now: Temporal.Instant): number =>
  from === null ? 0 : Math.max(0, Math.floor((now.epochMilliseconds - from.epochMilliseconds) / 3_600_000));

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
import type { Act, Draft, Step } from '../model/draft.js';
import { type Delegation, type Entitled, entitledTo } from '../model/rights.js';
import { actsOf, insertAct } from '../store/acts.js';
import { delegationsOn } from '../store/delegations.js';
import { findDraft } from '../store/drafts.js';
import { stepsOf } from '../store/steps.js';

export interface DecisionDeps {
  kernel: Kernel;
  identity: Pick<IdentityApi, 'staffNames' | 'staffCalled'>;
  organization: OrganizationApi;
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
    const me = meOf(context);
    const isAsked = draft.state !== 'draft' && steps.some((step) => mine(context, ground, draft, step));
    const isConcerned = draft.drafter === me || isAsked || acts.some(({ staff }) => staff === me);
    if (!isConcerned && !mayAdminister(context) && !access.can(context, 'decision.read', draft.unit))
      throw notFound(`draft ${id}`);
    return { draft, steps, acts, ground, isConcerned };
  }

  /** Attachments of which what is kept is not what was attached; missing ones too. */
  async function spoiledOf(tx: Tx, { id, files: held }: Pick<Draft, 'id' | 'files'>): Promise<string[]> {
    const inspected = await kernel.files.inspect(tx, holderOf(id), held);
    return held.filter((file) => !inspected.get(file)?.isWhole);
  }

  const journal = (tx: Tx, context: Context, type: EntryName, draft: Draft, data: EntryData = {}) =>
    append(tx, context, {
      type,
      subject: `decision/${draft.id}`,
      data: { kind: draft.kind, unit: draft.unit, ...data },
    });

  /** Keeps what was done, with who that person was today. */
  async function record(
    tx: Tx,
    context: Context,
    {
      draft,
      ground,
      act,
      step,
      as,
      comment,
    }: {
      draft: Pick<Draft, 'id' | 'round'>;
      ground: Ground;
      act: Act;
      step?: Step;
      as?: Entitled;
      comment?: string;
    },
  ): Promise<void> {
    const { actor, clock } = context;
    const staff = actor.kind === 'staff' ? actor.id : 'system';
    const at = as ? seatTitle(ground, as.seat) : personTitle(ground, staff);
    await insertAct(tx, vault, draft, {
      act,
      step: step?.no ?? null,
      staff,
      unit: at?.unit ?? null,
      title: at?.title ?? null,
      right: as?.right ?? null,
      at: clock.now(),
      comment: comment || null,
    });
  }

  return {
    kindsOf,
    paperRule,
    meOf,
    groundOn,
    entitled,
    mine,
    mayAdminister,
    opened,
    spoiledOf,
    journal,
    record,
  };
}
export type Desk = ReturnType<typeof createDesk>;

/** What holds the attachments of a draft. */
export const holderOf = (id: string) => `decision/${id}`;

/** Unit and title of a seat in words of today. */
export function seatTitle({ organization }: Ground, seat: { unit: string; post: string }) {
  return {
    unit: organization.everyUnit.get(seat.unit)?.name ?? seat.unit,
    title: organization.posts.find(({ id }) => id === seat.post)?.title ?? seat.post,
  };
}

export function personTitle({ organization }: Ground, staff: string) {
  const held = titleOn(organization, staff);
  return held && { unit: organization.everyUnit.get(held.unit)?.name ?? held.unit, title: held.title };
}

/** Whole hours since then; a clock that went back makes none. */
export const hoursSince = (from: Temporal.Instant | null, now: Temporal.Instant): number =>
  from === null ? 0 : Math.max(0, Math.floor((now.epochMilliseconds - from.epochMilliseconds) / 3_600_000));

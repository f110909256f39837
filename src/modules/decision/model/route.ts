import { type Organization, unitNow } from '#modules/organization/api.js';
import type { AuthorityRule, MODES, OBJECTIONS } from '../definition.js';
import { HEAD, lineOf, postNow, type Seat } from './actors.js';
import { seatKey } from './seats.js';

export const STEP_KINDS = ['review', 'consultation', 'decision', 'circulation'] as const;
export type StepKind = (typeof STEP_KINDS)[number];
export type Mode = (typeof MODES)[number];
export type Objection = (typeof OBJECTIONS)[number];

/** One seat that is asked. Steps of one stage are asked at the same time; stages follow each other. */
export interface PlannedStep {
  stage: number;
  kind: StepKind;
  seat: Seat;
  /** Of a consultation: whose agreement carries it on, and what an objection does. */
  mode: Mode;
  objection: Objection;
  /** The table asks for it: the drafter cannot leave it out. */
  byTable: boolean;
}

/** What the drafter adds to what the table asks for. */
export interface Extra {
  /** Seats that review it one after the other, before anybody is consulted. */
  review: readonly Seat[];
  consult: readonly string[];
  mode: Mode;
  circulate: readonly string[];
}

export interface RouteInput {
  unit: string;
  drafter: string;
  extra: Extra;
}

export const NO_EXTRA: Extra = { review: [], consult: [], mode: 'all', circulate: [] };

/** The steps of a draft: up the line, then those who are consulted, then who decides; then who is told. */
export function routeFor(rule: AuthorityRule, organization: Organization, draft: RouteInput): PlannedStep[] {
  const decider = deciderOf(rule, organization, draft);
  const step = (kind: StepKind, stage: number, seat: Seat, more: Partial<PlannedStep> = {}): PlannedStep => ({
    stage,
    kind,
    seat,
    mode: 'all',
    objection: 'noted',
    byTable: true,
    ...more,
  });
  const known = new Set<string>();
  // Whoever is the head today and is asked by the post too is asked once.
  const keyToday = (seat: Seat) => seatKey({ ...seat, post: postNow(organization, seat) });
  const fresh = (seat: Seat): boolean => {
    const key = keyToday(seat);
    if (known.has(key) || key === seatKey(decider)) return false;
    known.add(key);
    return true;
  };
  const full = ({ unit, post }: { unit: string; post?: string | undefined }): Seat => ({
    unit: unitNow(organization, unit) ?? unit,
    post: post ?? HEAD,
  });
  const { consult } = rule;
  const asked = (consult?.seats ?? []).map(full).filter(fresh);
  const line = reviewers(organization, draft, decider);
  const more = draft.extra.review
    .map(full)
    .filter((seat) => !line.some((one) => seatKey(one) === seatKey(seat)) && fresh(seat));
  const steps = inOrder(organization, line, more).map((seat, index) =>
    step('review', index, seat, { byTable: !more.includes(seat) }),
  );
  let stage = steps.length;
  if (consult && asked.length > 0) {
    const { mode, objection } = consult;
    steps.push(...asked.map((seat) => step('consultation', stage, seat, { mode, objection })));
    stage += 1;
  }
  const added = draft.extra.consult.map((unit) => full({ unit })).filter(fresh);
  if (added.length > 0) {
    const own = { mode: draft.extra.mode, byTable: false };
    steps.push(...added.map((seat) => step('consultation', stage, seat, own)));
    stage += 1;
  }
  steps.push(step('decision', stage, decider));
  const told = new Set<string>();
  const unheard = ({ unit }: Seat) => !told.has(unit) && told.add(unit);
  steps.push(
    ...rule.circulate
      .map(full)
      .filter(unheard)
      .map((seat) => step('circulation', stage + 1, seat)),
    ...draft.extra.circulate
      .map((unit) => full({ unit }))
      .filter(unheard)
      .map((seat) => step('circulation', stage + 1, seat, { byTable: false })),
  );
  return steps;
}

/** Whom the drafter adds is asked before the first of the line who is above them: from below, as the line goes. */
function inOrder(organization: Organization, line: readonly Seat[], more: readonly Seat[]): Seat[] {
  const seats = [...line];
  for (const seat of more) {
    const rank = rankOf(organization, seat.post);
    const at = seats.findIndex(({ post }) => rankOf(organization, post) < rank);
    seats.splice(at === -1 ? seats.length : at, 0, seat);
  }
  return seats;
}

const rankOf = ({ posts }: Organization, id: string): number =>
  posts.find((post) => post.id === id)?.rank ?? Number.POSITIVE_INFINITY;

/** The highest rank that the drafter has in the unit of the draft or above it, by whatever posting. */
const ownRank = (organization: Organization, line: readonly string[], drafter: string): number =>
  Math.min(
    ...line
      .flatMap((unit) => organization.postings.get(unit) ?? [])
      .filter(({ staff }) => staff === drafter)
      .map(({ post }) => rankOf(organization, post)),
  );

/** Posts that somebody other than the drafter holds in a unit, from the lowest up. */
const heldUp = (organization: Organization, unit: string, drafter: string) => {
  const others = (organization.postings.get(unit) ?? []).filter(({ staff }) => staff !== drafter);
  return organization.posts.filter(({ id }) => others.some(({ post }) => post === id)).toReversed();
};

/**
 * The seat that decides: the post of the rule in the nearest unit that has it. Whoever holds that post or a higher
 * one and drafts asks the next one above, and where nobody is, the highest post. A post that nobody of the line holds
 * lies at the top when it stands above every department, else in the last unit below a superior.
 */
function deciderOf(
  { decidedBy }: AuthorityRule,
  organization: Organization,
  { unit, drafter }: RouteInput,
): Seat {
  const line = lineOf(organization, unit);
  const rank = rankOf(organization, decidedBy);
  const own = ownRank(organization, line, drafter);
  if (own <= rank) {
    for (const at of line) {
      const next = heldUp(organization, at, drafter).find((post) => post.rank < own);
      if (next) return { unit: at, post: next.id };
    }
    return { unit: line.at(-1) ?? unit, post: organization.posts[0]?.id ?? decidedBy };
  }
  const held = line.find((at) => heldUp(organization, at, drafter).some(({ id }) => id === decidedBy));
  if (held !== undefined) return { unit: held, post: decidedBy };
  if (organization.posts.find(({ id }) => id === decidedBy)?.atTop)
    return { unit: line.at(-1) ?? unit, post: decidedBy };
  const superior = line.findIndex((at) => heldUp(organization, at, drafter).some((post) => post.rank < rank));
  return { unit: line[Math.max(0, superior - 1)] ?? unit, post: decidedBy };
}

/** Those between the drafter and who decides, from below: posts with a say of their own (代決権). */
function reviewers(organization: Organization, { unit, drafter }: RouteInput, decider: Seat): Seat[] {
  const line = lineOf(organization, unit);
  const own = ownRank(organization, line, drafter);
  const last = rankOf(organization, decider.post);
  const upTo = line.indexOf(decider.unit);
  return line.slice(0, upTo === -1 ? line.length : upTo + 1).flatMap((at) =>
    heldUp(organization, at, drafter)
      .filter(({ rank, standsIn }) => standsIn && rank < own && rank > last)
      .map(({ id }) => ({ unit: at, post: id })),
  );
}

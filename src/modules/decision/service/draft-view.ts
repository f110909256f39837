import type { Context } from '#kernel/context.js';
import type { StoredFile } from '#kernel/files/files.js';
import type { AuthorityKind } from '../definition.js';
import type { DraftChoices } from '../draft-form.js';
import type { ActLine, Draft, Step } from '../model/draft.js';
import { type DraftAct, isToAnswer, isToRead, isUntouched, mayHappen } from '../model/progress.js';
import { holdersOf, type Right } from '../model/rights.js';
import { seatsToAdd } from '../model/seats.js';
import { type Ground, hoursSince, seatTitle } from './deps.js';
import type { RelatedView } from './related.js';

/** A seat in words, and the names of those who may act for it today. */
export interface SeatWords {
  unit: string;
  title: string;
  who: { name: string; right: Right }[];
}
export interface StepView extends Step {
  words: SeatWords;
  /** Names of who answered and who confirmed. */
  actedName: string | null;
  confirmedName: string | null;
  /** What was written with the answer. */
  comment: string | null;
  /** For whose seat it was answered, where it was somebody else's. */
  behalf: string | null;
  /** Whole days that it has been waiting. */
  days: number;
  mine: Right | null;
}
/** The name is empty where nothing of it is left. */
export interface AttachedFile extends StoredFile {
  /** What is kept is what was attached. */
  isWhole: boolean;
  marks: number;
}
export type SeatChoice = DraftChoices['seats'][number];
export type AwayStep = Pick<StepView, 'no' | 'words'>;
export interface DraftView {
  draft: Draft;
  kind: AuthorityKind | null;
  unit: string;
  drafter: string;
  steps: StepView[];
  /** `isDecision`: the agreement by which it was decided. */
  acts: (ActLine & { name: string; isDecision: boolean })[];
  files: AttachedFile[];
  related: RelatedView;
  /** From which draft it was made, where this person may open that one. */
  basedOn: string | null;
  /** What this person may do now. */
  may: ReadonlySet<DraftAct>;
  isOwn: boolean;
  /** Whether this person may choose where it is filed, as its drafter, or see it there once it is decided. */
  isKeeper: boolean;
  /** Stages to which it can go back. */
  earlier: number[];
  /** Seats that the drafter may still add as a reviewer. */
  seats: readonly SeatChoice[];
  /** Steps at which this person is asked and away, and who acts instead. */
  away: readonly AwayStep[];
}
/** What names a draft besides its number; the title is null for whoever may not open it. */
export interface DraftName {
  kind: string;
  unit: string;
  title: string | null;
}
/** Name of a unit, also of one that is closed. */
export const unitName = ({ organization }: Ground, unit: string): string =>
  organization.everyUnit.get(unit)?.name ?? unit;

/** A step that an urgent route left out was never open: it waits for its confirmation since the draft was sent. */
const waitsSince = ({ sentAt }: Draft, { unconfirmed, acted, openedAt }: Step) =>
  unconfirmed ? (acted?.at ?? sentAt) : openedAt;
export const daysOf = (draft: Draft, step: Step, context: Context) =>
  Math.floor(hoursSince(waitsSince(draft, step), context.clock.now()) / 24);

export const seatChoices = (ground: Ground, drafter: string): SeatChoice[] =>
  seatsToAdd(ground.organization, drafter).map((seat) => {
    const { unit, title } = seatTitle(ground, seat);
    return { ...seat, unitName: unit, title };
  });

/** Open steps whose seat is this person's who is away today: who acts there, if anybody does. */
export const awayAt = ({ organization }: Ground, steps: readonly StepView[], me: string): AwayStep[] =>
  organization.absent.has(me)
    ? steps
        .filter(
          ({ state, mine, seat }) =>
            state === 'open' && mine === null && holdersOf(organization, seat).includes(me),
        )
        .map(({ no, words }) => ({ no, words }))
    : [];

/** What somebody may do with a draft now. */
export function mayNow(
  draft: Draft,
  steps: readonly StepView[],
  {
    me,
    isOwn,
    isAdmin,
    mayAdd,
    mayDraft,
  }: { me: string; isOwn: boolean; isAdmin: boolean; mayAdd: boolean; mayDraft: boolean },
): Set<DraftAct> {
  const open = steps.filter(({ state }) => state === 'open');
  const mine = steps.filter((step) => step.mine !== null);
  const asked = mine.filter(isToAnswer);
  const wanted: [DraftAct, boolean][] = [
    ['edit', isOwn && mayDraft],
    ['send', isOwn && mayDraft],
    ['withdraw', isOwn],
    ['redraft', mayDraft && draft.subject === null && draft.erasedAt === null],
    ['pullBack', isOwn && isUntouched(steps)],
    ['reroute', isOwn || isAdmin],
    ['addReviewer', isOwn && mayAdd],
    ['approve', asked.length > 0],
    ['object', asked.some(({ kind }) => kind === 'consultation')],
    ['sendBack', asked.length > 0],
    ['note', mine.some(isToRead)],
    ['name', isAdmin && open.some(({ words }) => words.who.length === 0)],
    ['closeCirculation', isOwn && steps.some(isToRead)],
    ['confirm', steps.some((step) => mayConfirm(step, me))],
  ];
  return new Set(wanted.flatMap(([act, may]) => (may && mayHappen(draft.state, act) ? [act] : [])));
}

export const mayConfirm = (
  { unconfirmed, acted, mine }: Pick<StepView, 'unconfirmed' | 'acted' | 'mine'>,
  me: string,
): boolean => unconfirmed && mine !== null && mine !== 'standIn' && acted?.staff !== me;

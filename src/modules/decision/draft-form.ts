import { z } from 'zod';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { readPlainDate } from '#kernel/values/plain-date.js';
import { parseYen } from '#kernel/values/yen.js';
import { type AuthorityKind, MODES } from './definition.js';
import type { Seat } from './model/actors.js';
import type { Draft, DraftContent, DraftTerms, RelatedLink } from './model/draft.js';
import { seatKey } from './model/seats.js';

/** The form of a draft, as typed. */
export interface TypedDraft {
  kind: string;
  unit: string;
  title: string;
  body: string;
  reason: string;
  related: string;
  /** document/<id> or draft/<id> */
  links: readonly string[];
  /** What is looked for among documents. */
  find: string;
  budget: string;
  amount: string;
  dueOn: string;
  urgent: string;
  mode: string;
  /** unit/post */
  review: readonly string[];
  consult: readonly string[];
  circulate: readonly string[];
}
export type DraftFaults = Partial<Record<keyof TypedDraft, MessageKey>>;

export const LIMITS = { title: 120, body: 20_000, reason: 4_000, related: 2_000, budget: 200 } as const;

export const EMPTY: TypedDraft = {
  kind: 'general',
  unit: '',
  title: '',
  body: '',
  reason: '',
  related: '',
  links: [],
  find: '',
  budget: '',
  amount: '',
  dueOn: '',
  urgent: '',
  mode: 'all',
  review: [],
  consult: [],
  circulate: [],
};

export const typedOf = (draft: Draft): TypedDraft => ({
  ...draft.content,
  links: draft.content.links.map(({ kind, id }) => `${kind}/${id}`),
  find: '',
  kind: draft.kind,
  unit: draft.unit,
  amount: draft.amount === null ? '' : String(draft.amount),
  dueOn: draft.dueOn?.toString() ?? '',
  urgent: draft.urgent ? 'yes' : '',
  mode: draft.extra.mode,
  review: draft.extra.review.map(seatKey),
  consult: draft.extra.consult,
  circulate: draft.extra.circulate,
});

const MOST_LINKS = 50;

/** What was chosen; whatever names nothing is left out. */
export const linksIn = (typed: readonly string[]): RelatedLink[] =>
  [...new Set(typed)]
    .flatMap((text): RelatedLink[] => {
      const [kind, id] = text.split('/');
      return (kind === 'document' || kind === 'draft') && z.uuid().safeParse(id).success && id !== undefined
        ? [{ kind, id }]
        : [];
    })
    .slice(0, MOST_LINKS);

/** A seat in words. */
export interface SeatTitle {
  unitName: string;
  title: string;
}

export interface DraftChoices {
  kinds: readonly AuthorityKind[];
  /** Units for which this person may draft, those of the own posts first. */
  own: readonly { id: string; name: string }[];
  /** Open units, which can be consulted or told. */
  units: readonly { id: string; name: string }[];
  /** Seats that can review it. */
  seats: readonly (Seat & SeatTitle)[];
}

/** Reads the form on that day: what it says, or what is wrong beside which field. */
export function readDraft(
  typed: TypedDraft,
  { kinds, own, units, seats }: DraftChoices,
  day: Temporal.PlainDate,
): { ok: true; terms: DraftTerms; content: DraftContent } | { ok: false; faults: DraftFaults } {
  const faults: DraftFaults = {};
  const kind = kinds.find(({ id }) => id === typed.kind);
  if (!kind) faults.kind = 'decision.error.kind';
  if (!own.some(({ id }) => id === typed.unit)) faults.unit = 'decision.error.unit';
  if (typed.title.trim() === '') faults.title = 'decision.error.title';
  if (typed.body.trim() === '') faults.body = 'decision.error.body';
  for (const field of ['title', 'body', 'reason', 'related', 'budget'] as const)
    if (typed[field].length > LIMITS[field]) faults[field] = 'decision.error.tooLong';
  const money = typed.amount.trim() === '' ? null : parseYen(typed.amount);
  if ((kind?.money && money === null) || (money && !money.ok)) faults.amount = 'decision.error.amount';
  else if (money?.ok && money.value <= 0) faults.amount = 'decision.error.amountNone';
  if (kind?.money && typed.budget.trim() === '') faults.budget = 'decision.error.budget';
  const dueOn = readPlainDate(typed.dueOn.trim());
  if (dueOn === null && typed.dueOn.trim() !== '') faults.dueOn = 'decision.error.dueOn';
  else if (dueOn && Temporal.PlainDate.compare(dueOn, day) < 0) faults.dueOn = 'decision.error.dueOnPast';
  if (typed.urgent === 'yes' && kind && !kind.urgent) faults.urgent = 'decision.error.urgent';
  const review = [...new Set(typed.review)].flatMap(
    (key) => seats.find((seat) => seatKey(seat) === key) ?? [],
  );
  if (kind && review.length > kind.mostReviewers) faults.review = 'draftReview.error.tooMany';
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const known = new Set(units.map(({ id }) => id));
  return {
    ok: true,
    terms: {
      kind: typed.kind,
      unit: typed.unit,
      urgent: typed.urgent === 'yes',
      amount: money?.ok ? money.value : null,
      dueOn,
      extra: {
        review: review.map(({ unit, post }) => ({ unit, post })),
        consult: typed.consult.filter((unit) => known.has(unit)),
        mode: MODES.find((mode) => mode === typed.mode) ?? 'all',
        circulate: typed.circulate.filter((unit) => known.has(unit)),
      },
    },
    content: {
      title: typed.title.trim(),
      body: typed.body,
      reason: typed.reason,
      related: typed.related,
      links: linksIn(typed.links),
      budget: typed.budget.trim(),
    },
  };
}

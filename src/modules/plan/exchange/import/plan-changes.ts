import { canonical } from '../../changes.js';
import type { Plan } from '../../definition.js';

export type PlanPart =
  | 'title'
  | 'summary'
  | 'period'
  | 'adoptedOn'
  | 'source'
  | 'background'
  | 'reviewCycle'
  | 'principles'
  | 'revisions'
  | 'pillars'
  | 'bodies'
  | 'terms';

/** One place in the plan's own document that a file changes; in words by `exchange.part.<part>`. */
export interface PlanChange {
  part: PlanPart;
  /** The pillar, body or term. */
  of: string | null;
  from: string | null;
  to: string | null;
}

const shown = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') return String(value);
  return Object.values(value)
    .flatMap((part) => shown(Array.isArray(part) ? part.join('、') : part) ?? [])
    .join('　');
};

/** By key where there is one; the order of a list alone is not told apart. */
function listChanges<Item extends object>(
  part: PlanPart,
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
  nameOf: (item: Item) => string,
): PlanChange[] {
  const earlier = new Map(before.map((item) => [keyOf(item), item]));
  const changes: PlanChange[] = [];
  for (const item of after) {
    const old = earlier.get(keyOf(item));
    earlier.delete(keyOf(item));
    if (old && canonical(old) === canonical(item)) continue;
    changes.push({ part, of: nameOf(item), from: shown(old), to: shown(item) });
  }
  for (const gone of earlier.values()) changes.push({ part, of: nameOf(gone), from: shown(gone), to: null });
  return changes;
}

const SIMPLE = ['title', 'summary', 'period', 'adoptedOn', 'source', 'background', 'reviewCycle'] as const;

export function planChanges(before: Plan, after: Plan): PlanChange[] {
  const simple = SIMPLE.filter((part) => canonical(before[part]) !== canonical(after[part])).map(
    (part): PlanChange => ({ part, of: null, from: shown(before[part]), to: shown(after[part]) }),
  );
  const principles: PlanChange[] =
    canonical(before.principles) === canonical(after.principles)
      ? []
      : [
          {
            part: 'principles',
            of: null,
            from: before.principles.join('\n'),
            to: after.principles.join('\n'),
          },
        ];
  return [
    ...simple,
    ...principles,
    ...listChanges(
      'revisions',
      before.revisions,
      after.revisions,
      ({ date }) => date,
      ({ date }) => date,
    ),
    ...listChanges(
      'pillars',
      before.pillars,
      after.pillars,
      ({ id }) => id,
      ({ label, title }) => `${label} ${title}`,
    ),
    ...listChanges(
      'bodies',
      before.bodies,
      after.bodies,
      ({ id }) => id,
      ({ name }) => name,
    ),
    ...listChanges(
      'terms',
      before.terms,
      after.terms,
      ({ term }) => term,
      ({ term }) => term,
    ),
  ];
}

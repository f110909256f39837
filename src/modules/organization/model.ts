/** A unit (所属) in its dates. `to` is its last day. */
export interface DatedUnit {
  id: string;
  name: string;
  parent: string | null;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate | null;
  /** The unit that took over its work when it was closed (改組). */
  successor: string | null;
}

/** A post (職). `rank` counts from 1 at the top; `standsIn`: may decide for the next higher post (代決権). `atTop`: above every department. */
export interface Post {
  id: string;
  rank: number;
  standsIn: boolean;
  atTop?: boolean;
  title: string;
}

/** regular 本務, concurrent 兼務, acting 事務取扱. */
export const POSTING_KINDS = ['regular', 'concurrent', 'acting'] as const;
export type PostingKind = (typeof POSTING_KINDS)[number];

export interface Posting {
  staff: string;
  unit: string;
  post: string;
  kind: PostingKind;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate | null;
}

/** Why somebody is away, by kind only: what is behind it is nobody's business here. */
export const ABSENCE_REASONS = ['leave', 'trip', 'training', 'other'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** Days on which somebody is away. */
export interface Absence {
  staff: string;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

export interface OrganizationRecords {
  units: readonly DatedUnit[];
  posts: readonly Post[];
  postings: readonly Posting[];
  absences: readonly Absence[];
}

/** The organisation on one day: nothing in it changes afterwards. */
export interface Organization {
  date: Temporal.PlainDate;
  /** Units that are open. */
  units: ReadonlyMap<string, DatedUnit>;
  /** From the top down. */
  posts: readonly Post[];
  /** In force on the day, by unit. */
  postings: ReadonlyMap<string, readonly Posting[]>;
  absent: ReadonlySet<string>;
  /** All units that ever were: whoever names a closed one is led on from here. */
  everyUnit: ReadonlyMap<string, DatedUnit>;
}

const inForce = (
  dated: { from: Temporal.PlainDate; to: Temporal.PlainDate | null },
  date: Temporal.PlainDate,
): boolean =>
  Temporal.PlainDate.compare(dated.from, date) <= 0 &&
  (dated.to === null || Temporal.PlainDate.compare(date, dated.to) <= 0);

/** A posting in a unit that is closed is no posting: its holder has to be posted anew. */
export function organizationOn(records: OrganizationRecords, date: Temporal.PlainDate): Organization {
  const everyUnit = new Map(records.units.map((unit) => [unit.id, unit]));
  const units = new Map([...everyUnit].filter(([, unit]) => inForce(unit, date)));
  const postings = Map.groupBy(
    records.postings.filter((posting) => units.has(posting.unit) && inForce(posting, date)),
    (posting) => posting.unit,
  );
  const away = records.absences.filter((absence) => inForce(absence, date));
  return {
    date,
    units,
    everyUnit,
    posts: records.posts.toSorted((one, other) => one.rank - other.rank),
    postings,
    absent: new Set(away.map(({ staff }) => staff)),
  };
}

/** The unit that does a unit's work today: itself, else who took over, else the unit above. Null: nobody is left. */
export function unitNow(organization: Organization, id: string): string | null {
  const seen = new Set<string>();
  let at: string | null = id;
  while (at !== null && !seen.has(at)) {
    if (organization.units.has(at)) return at;
    seen.add(at);
    const closed = organization.everyUnit.get(at);
    at = closed?.successor ?? closed?.parent ?? null;
  }
  return null;
}

/** The title that somebody bore on the day: of the regular post, else of the highest. Null: none. */
export function titleOn(organization: Organization, staff: string): { unit: string; title: string } | null {
  const own = [...organization.postings.values()].flat().filter((posting) => posting.staff === staff);
  for (const postings of [own.filter(({ kind }) => kind === 'regular'), own]) {
    for (const post of organization.posts) {
      const posting = postings.find((one) => one.post === post.id);
      if (posting) return { unit: posting.unit, title: post.title };
    }
  }
  return null;
}

/** The units from the top down, each after the one above it, with how deep it lies. Circles are shown at the top. */
export function unitTree({ units }: Organization): { unit: DatedUnit; depth: number }[] {
  const below = Map.groupBy(units.values(), ({ parent }) =>
    parent !== null && units.has(parent) ? parent : null,
  );
  const shown = new Map<string, { unit: DatedUnit; depth: number }>();
  const show = (unit: DatedUnit, depth: number): void => {
    if (shown.has(unit.id)) return;
    shown.set(unit.id, { unit, depth });
    for (const child of below.get(unit.id) ?? []) show(child, depth + 1);
  };
  for (const unit of below.get(null) ?? []) show(unit, 0);
  for (const unit of units.values()) show(unit, 0);
  return [...shown.values()];
}

/** Those of a unit, from the highest post down. */
export function peopleOf(
  { posts, postings }: Organization,
  unit: string,
): { posting: Posting; post: Post }[] {
  return posts.flatMap((post) =>
    (postings.get(unit) ?? []).filter((one) => one.post === post.id).map((posting) => ({ posting, post })),
  );
}

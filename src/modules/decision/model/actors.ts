import { type Organization, type Post, type Posting, unitNow } from '#modules/organization/api.js';

/** Who is asked: the holder of a post in a unit, as the table of authority names it. */
export interface Seat {
  unit: string;
  post: string;
}

/** In place of a post: whoever is the head of the unit on the day. */
export const HEAD = '*';

/** The post of a seat; of a head the highest that is held in the unit that day. HEAD remains while none is. */
export function postNow(organization: Organization, { unit, post }: Seat): string {
  if (post !== HEAD) return post;
  const held = new Set(
    (organization.postings.get(unitNow(organization, unit) ?? '') ?? []).map((posting) => posting.post),
  );
  return organization.posts.find(({ id }) => held.has(id))?.id ?? HEAD;
}

/** Whoever is above the lowest post may answer for a unit that has nobody. */
const rankOf = ({ posts }: Organization, post: string): number =>
  (post === HEAD ? posts.at(-1) : posts.find(({ id }) => id === post))?.rank ?? Number.POSITIVE_INFINITY;

/**
 * Who may act now, and by what right. `laterConfirmation`: what a stand-in decides is confirmed afterwards (後閲).
 * `administrator`: no post above is held by anybody who is there, so the municipality is asked to name somebody.
 */
export type Actors =
  | {
      by: 'holder' | 'standIn' | 'acting' | 'superior';
      staff: readonly string[];
      seat: Seat;
      laterConfirmation: boolean;
    }
  | { by: 'administrator' };

/**
 * The holder; when away, the next lower post of the unit that may stand in (代決), then whoever holds the post beside
 * another (兼務・事務取扱); when nobody of these is there, the posts above, up the units. A vacant post with an acting
 * holder is held: there is nobody to stand in for. `not` is whoever drafted it: nobody judges their own draft, and
 * nobody below stands in for them; it goes to the posts above.
 */
export function actorsOf(organization: Organization, asked: Seat, not: string | null = null): Actors {
  const unit = unitNow(organization, asked.unit);
  if (unit === null) return { by: 'administrator' };
  const post = postNow(organization, asked);
  const rank = rankOf(organization, post);
  const there = (postings: readonly Posting[]) =>
    present(organization, postings).filter((staff) => staff !== not);
  return (
    atSeat(organization, { unit, post }, { rank, not, there }) ?? above(organization, unit, { rank, there })
  );
}

interface Asking {
  rank: number;
  there(postings: readonly Posting[]): string[];
}

function atSeat(
  organization: Organization,
  seat: Seat,
  { rank, not, there }: Asking & { not: string | null },
): Actors | null {
  const postings = (organization.postings.get(seat.unit) ?? []).filter(({ post }) => post === seat.post);
  const regular = postings.filter(({ kind }) => kind === 'regular');
  const besides = postings.filter(({ kind }) => kind !== 'regular');
  const holders = there(regular);
  if (holders.length > 0) return { by: 'holder', staff: holders, seat, laterConfirmation: false };
  const acting = there(besides);
  const held: Actors | null =
    acting.length > 0 ? { by: 'acting', staff: acting, seat, laterConfirmation: false } : null;
  if (regular.length === 0 && held) return held;
  if (present(organization, postings).some((staff) => staff === not)) return held;
  return standIn(organization, seat.unit, { rank, there }) ?? held;
}

/** Only the nearest lower post that is held stands in: authority does not sink past somebody who has none. */
function standIn(organization: Organization, unit: string, { rank, there }: Asking): Actors | null {
  const postings = organization.postings.get(unit) ?? [];
  const next = organization.posts.find(
    (post) => post.rank > rank && postings.some((posting) => posting.post === post.id),
  );
  if (!next?.standsIn) return null;
  const staff = there(of(postings, next));
  const seat = { unit, post: next.id };
  return staff.length > 0 ? { by: 'standIn', staff, seat, laterConfirmation: true } : null;
}

function above(organization: Organization, from: string, { rank, there }: Asking): Actors {
  for (const unit of lineOf(organization, from)) {
    const postings = organization.postings.get(unit) ?? [];
    // The nearest superior first: ranks count from the top.
    for (const post of organization.posts.filter((one) => one.rank < rank).toReversed()) {
      const staff = there(of(postings, post));
      const seat = { unit, post: post.id };
      if (staff.length > 0) return { by: 'superior', staff, seat, laterConfirmation: false };
    }
  }
  return { by: 'administrator' };
}

/** The open units from one up to the top; a circle in the data ends it. */
export function lineOf(organization: Organization, from: string): string[] {
  const line: string[] = [];
  let unit = unitNow(organization, from);
  while (unit !== null && !line.includes(unit)) {
    line.push(unit);
    const parent: string | null = organization.units.get(unit)?.parent ?? null;
    unit = parent === null ? null : unitNow(organization, parent);
  }
  return line;
}

const of = (postings: readonly Posting[], post: Post) =>
  postings.filter((posting) => posting.post === post.id);

const present = (organization: Organization, postings: readonly Posting[]): string[] => [
  ...new Set(postings.map(({ staff }) => staff).filter((staff) => !organization.absent.has(staff))),
];

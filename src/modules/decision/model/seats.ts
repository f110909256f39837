import { type Organization, unitTree } from '#modules/organization/api.js';
import type { Seat } from './actors.js';

/** How forms name a seat. */
export const seatKey = ({ unit, post }: Seat): string => `${unit}/${post}`;

/** Seats that the drafter can have review a draft: held today by somebody else, unit by unit from the highest post down. */
export const seatsToAdd = (organization: Organization, drafter: string): Seat[] =>
  unitTree(organization).flatMap(({ unit: { id } }) => {
    const held = (organization.postings.get(id) ?? []).filter(({ staff }) => staff !== drafter);
    return organization.posts
      .filter((post) => held.some((one) => one.post === post.id))
      .map((post) => ({ unit: id, post: post.id }));
  });

/** A seat in words; the head of a unit that has nobody has no title. */
export const seatName = ({ unit, title }: { unit: string; title: string }): string =>
  title === '' ? unit : `${unit} ${title}`;

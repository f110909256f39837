import { TOWN_MARK_OUTLINE } from '#ui/layouts/town-icon.js';

/** A plain mark for a town: the first character of its name in a house of its colour. */
export const TownMark = ({ name }: { name: string }) => (
  <svg class="town-mark" viewBox="0 0 40 40" width="36" height="36" aria-hidden="true" focusable="false">
    <path d={TOWN_MARK_OUTLINE} />
    <text x="20" y="30" text-anchor="middle">
      {[...name][0]}
    </text>
  </svg>
);

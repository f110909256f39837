/** A plain mark for a town: the first character of its name in a house of its colour. */
export const TownMark = ({ name }: { name: string }) => (
  <svg class="town-mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <path d="M20 2 37 12.5V38H3V12.5Z" />
    <text x="20" y="30" text-anchor="middle">
      {[...name][0]}
    </text>
  </svg>
);

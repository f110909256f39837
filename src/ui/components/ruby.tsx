import type { Child } from 'hono/jsx';

/** Text with its reading, which is shown when the person has switched furigana on. */
export const Ruby = ({ reading, children }: { reading: string; children: Child }) => (
  <ruby>
    {children}
    <rp>（</rp>
    <rt>{reading}</rt>
    <rp>）</rp>
  </ruby>
);

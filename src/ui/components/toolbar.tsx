import type { Child } from 'hono/jsx';

/** Actions on what is shown, in one row: download, print, sort. */
export const Toolbar = ({ label, children }: { label: string; children: Child }) => (
  <div class="toolbar" role="group" aria-label={label}>
    {children}
  </div>
);

import type { Child } from 'hono/jsx';

/** Text for screen readers only. */
export const VisuallyHidden = ({ children }: { children: Child }) => (
  <span class="visually-hidden">{children}</span>
);

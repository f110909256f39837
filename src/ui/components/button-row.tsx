import type { Child } from 'hono/jsx';

/** Buttons side by side, under each other on phones; the primary one first. */
export const ButtonRow = ({ children }: { children: Child }) => <div class="button-row">{children}</div>;

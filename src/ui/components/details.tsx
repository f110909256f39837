import type { Child } from 'hono/jsx';
import { Icon } from './icon.js';

/** More on request: explanations, examples, rarely needed parts. */
export const Details = ({
  summary,
  open = false,
  isList = false,
  children,
}: {
  summary: Child;
  open?: boolean;
  /** What unfolds are things of their own, as wide as the page: not set in. */
  isList?: boolean;
  children: Child;
}) => (
  <details class="details" data-list={isList ? '' : undefined} open={open}>
    <summary>
      <Icon name="chevronRight" />
      <span>{summary}</span>
    </summary>
    <div>{children}</div>
  </details>
);

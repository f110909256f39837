import type { Child } from 'hono/jsx';
import { Icon } from './icon.js';

/** More on request: explanations, examples, rarely needed parts. */
export const Details = ({
  summary,
  open = false,
  children,
}: {
  summary: string;
  open?: boolean;
  children: Child;
}) => (
  <details class="details" open={open}>
    <summary>
      <Icon name="chevronRight" />
      <span>{summary}</span>
    </summary>
    <div>{children}</div>
  </details>
);

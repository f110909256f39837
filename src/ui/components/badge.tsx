import type { Child } from 'hono/jsx';

export type BadgeTone = 'quiet' | 'accent' | 'required' | 'new';

/** A short word with a border: 必須, 任意, 新着, 数えた値. */
export const Badge = ({ tone = 'quiet', children }: { tone?: BadgeTone; children: Child }) => (
  <span class="badge" data-tone={tone}>
    {children}
  </span>
);

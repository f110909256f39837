import type { Child } from 'hono/jsx';

export interface TimelineEntry {
  /** In words, from t.dateTime or t.date. */
  at: string;
  title: Child;
  /** Who did it. */
  by?: string;
  text?: Child;
}

/** What happened, newest first or last as the caller orders it. */
export const Timeline = ({ entries }: { entries: TimelineEntry[] }) => (
  <ol class="timeline">
    {entries.map(({ at, title, by, text }) => (
      <li>
        <p class="timeline-at">
          {at}
          {by && <span>{by}</span>}
        </p>
        <p class="timeline-title">{title}</p>
        {text && <div class="timeline-text">{text}</div>}
      </li>
    ))}
  </ol>
);

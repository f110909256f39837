import type { Child } from 'hono/jsx';

export interface TimelineEntry {
  /** In words, from t.dateTime or t.date; none where the title is the time. */
  at?: string;
  title: Child;
  /** Language of the title, where it is not the page's. */
  lang?: string | undefined;
  /** Who did it. */
  by?: Child;
  text?: Child;
}

/** What happened, newest first or last as the caller orders it. */
export const Timeline = ({ entries }: { entries: TimelineEntry[] }) => (
  <ol class="timeline">
    {entries.map(({ at, title, lang, by, text }) => (
      <li>
        {(at || by) && (
          <p class="timeline-at">
            {at}
            {by && <span>{by}</span>}
          </p>
        )}
        <p class="timeline-title" lang={lang}>
          {title}
        </p>
        {text && <div class="timeline-text">{text}</div>}
      </li>
    ))}
  </ol>
);

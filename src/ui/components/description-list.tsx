import type { Child } from 'hono/jsx';

export interface Description {
  term: string;
  /** Of the term, where it is not the page's. */
  lang?: string | undefined;
  value: Child;
}

/** Facts about one thing. `stacked` puts the term over its value. */
export const DescriptionList = ({ items, stacked = false }: { items: Description[]; stacked?: boolean }) => (
  <dl class="description-list" data-stacked={stacked ? '' : undefined}>
    {items.map(({ term, lang, value }) => (
      <div>
        <dt lang={lang}>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

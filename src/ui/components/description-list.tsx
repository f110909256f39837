import type { Child } from 'hono/jsx';

export interface Description {
  term: string;
  value: Child;
}

/** Facts about one thing. `stacked` puts the term over its value. */
export const DescriptionList = ({ items, stacked = false }: { items: Description[]; stacked?: boolean }) => (
  <dl class="description-list" data-stacked={stacked ? '' : undefined}>
    {items.map(({ term, value }) => (
      <div>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

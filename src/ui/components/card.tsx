import type { Child } from 'hono/jsx';
import { Phrase } from './phrase.js';

export interface CardProps {
  title: string;
  /** Language of the title, where it is not the page's. */
  lang?: string | undefined;
  id?: string;
  href?: string;
  level?: 2 | 3;
  /** Tag or badge beside the title. */
  mark?: Child;
  /** At the right on wide screens: counts, a sparkline. */
  aside?: Child;
  children?: Child;
}

/** One thing among equals: a procedure found, a case of mine, an indicator. */
export const Card = ({ title, lang, id, href, level = 3, mark, aside, children }: CardProps) => {
  const text = href ? (
    <a href={href}>
      <Phrase text={title} />
    </a>
  ) : (
    <Phrase text={title} />
  );
  return (
    <article class="card" id={id}>
      <div class="card-heading">
        {level === 2 ? <h2 lang={lang}>{text}</h2> : <h3 lang={lang}>{text}</h3>}
        {mark}
      </div>
      {aside ? (
        <div class="card-columns">
          <div>{children}</div>
          <div>{aside}</div>
        </div>
      ) : (
        children
      )}
    </article>
  );
};

/** `columns` sets short cards side by side where there is room. */
export const Cards = ({ columns = false, children }: { columns?: boolean; children: Child }) => (
  <div class="cards" data-columns={columns ? '' : undefined}>
    {children}
  </div>
);

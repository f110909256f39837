import type { Child } from 'hono/jsx';
import { Phrase } from './phrase.js';

export interface SectionProps {
  title: string;
  /** Language of the title, where it is not the page's. */
  lang?: string | undefined;
  id?: string;
  level?: 2 | 3;
  /** Link or button at the right of the heading: すべて見る. */
  aside?: Child;
  children: Child;
}

/** A part of a page under its own heading. */
export const Section = ({ title, lang, id, level = 2, aside, children }: SectionProps) => {
  const text = <Phrase text={title} />;
  return (
    <section class="section" id={id}>
      <div class="section-heading">
        {level === 2 ? <h2 lang={lang}>{text}</h2> : <h3 lang={lang}>{text}</h3>}
        {aside}
      </div>
      {children}
    </section>
  );
};

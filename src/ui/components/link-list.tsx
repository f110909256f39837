import type { Child } from 'hono/jsx';

export interface LinkItem {
  label: string;
  href: string;
  /** Of the label, where it is not the page's. */
  lang?: string | undefined;
  /** Date or kind before the words. */
  before?: Child;
  /** What else can be done with it. */
  after?: Child;
}

/** Links under each other, each a full line to press: notices, procedures of a topic. */
export const LinkList = ({ label, links }: { label?: string; links: LinkItem[] }) => (
  <ul class="link-list" aria-label={label}>
    {links.map(({ label: text, href, lang, before, after }) => (
      <li>
        {before && <span class="link-before">{before}</span>}
        <a href={href} lang={lang}>
          {text}
        </a>
        {after}
      </li>
    ))}
  </ul>
);

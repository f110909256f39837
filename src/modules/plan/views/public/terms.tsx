import type { Child } from 'hono/jsx';
import { Term } from '#ui/components/link.js';
import type { Plan } from '../../definition.js';

/** Id of a term on the glossary page, and the end of its address. */
export const termId = (term: string): string => term.replaceAll(/\s+/g, '-');

/** Widths alike, so that ＩＣＴ finds ICT; only where the length stays, since places in the text are kept. */
const sameWidth = (text: string): string =>
  [...text]
    .map((character) => {
      const narrow = character.normalize('NFKC');
      return narrow.length === character.length ? narrow : character;
    })
    .join('');

const LATIN = /[0-9A-Za-z]/;
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A word in Latin letters is no part of a longer one: ICT is not in PICTURE. */
const pattern = (term: string): string =>
  `${LATIN.test(term[0] ?? '') ? '(?<![0-9A-Za-z])' : ''}${escaped(term)}${LATIN.test(term.at(-1) ?? '') ? '(?![0-9A-Za-z])' : ''}`;

/** Links words of the glossary at their first occurrence on a page: one for each page that is made. */
export function createTermLinks(terms: Plan['terms'], termsHref: string) {
  const left = new Map(terms.map(({ term }) => [sameWidth(term), term]));
  const longestFirst = [...left.keys()].sort((a, b) => b.length - a.length);
  const any = longestFirst.length > 0 ? new RegExp(longestFirst.map(pattern).join('|'), 'g') : null;
  return (text: string): Child[] => {
    if (!any) return [text];
    const parts: Child[] = [];
    let done = 0;
    for (const { 0: found, index } of sameWidth(text).matchAll(any)) {
      const term = left.get(found);
      if (term === undefined) continue;
      left.delete(found);
      parts.push(
        text.slice(done, index),
        <Term href={`${termsHref}#${encodeURIComponent(termId(term))}`}>
          {text.slice(index, index + found.length)}
        </Term>,
      );
      done = index + found.length;
    }
    parts.push(text.slice(done));
    return parts;
  };
}
export type TermLinks = ReturnType<typeof createTermLinks>;

/** A text of the plan with its glossary words linked. As a component, so that the page's order decides what is first. */
export const Linked = ({ links, text }: { links: TermLinks; text: string }) => <>{links(text)}</>;

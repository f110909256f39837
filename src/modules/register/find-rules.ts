/** One article of a text that holds some of the words of a kind. */
export interface Finding {
  kind: string;
  /** 第3条の2, or that of the text before the first article. */
  article: string;
  excerpt: string;
  words: readonly string[];
}

/** What stands before the first article: title, preamble. */
const BEFORE = '前文';
const SUPPLEMENT = /^附\s*則/;
const ARTICLE = /^(第[0-9０-９一二三四五六七八九十百千]+条(?:の[0-9０-９一二三四五六七八九十百千]+)*)/;
const ATTACHED = /^((?:別表|様式|別記様式|別記)(?:第?[0-9０-９一二三四五六七八九十]+(?:号)?)?)/;
/** The heading of an article stands in parentheses on a line above it. */
const HEADING = /^（[^（）]*）$|^\([^()]*\)$/;
const MOST_EXCERPT = 1500;

/** The articles of an ordinance, in their order. Those of a supplement have its name before their number. */
export function articlesOf(text: string): { article: string; text: string }[] {
  const articles = new Map<string, string[]>([[BEFORE, []]]);
  let lines = articles.get(BEFORE) ?? [];
  let supplements = 0;
  let within = '';
  const begin = (name: string) => {
    lines = articles.get(name) ?? [];
    articles.set(name, lines);
  };
  let heading: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const plain = line.trim();
    if (heading !== null && plain === '') continue;
    const article = ARTICLE.exec(plain)?.[1];
    if (heading !== null && !article) lines.push(heading);
    if (SUPPLEMENT.test(plain)) {
      supplements += 1;
      within = supplements === 1 ? '附則' : `附則（${supplements}）`;
      begin(within);
    } else if (article) {
      begin(within === '' ? article : `${within}${article}`);
      if (heading !== null) lines.push(heading);
    } else {
      const attached = ATTACHED.exec(plain)?.[1];
      if (attached) {
        within = '';
        begin(attached);
      }
    }
    heading = HEADING.test(plain) ? plain : null;
    if (heading === null) lines.push(plain);
  }
  if (heading !== null) lines.push(heading);
  return [...articles]
    .map(([article, of]) => ({ article, text: of.join('\n').trim() }))
    .filter(({ text: of }) => of !== '');
}

/** The articles that hold words, once for each kind of them. */
export const findRules = (text: string, words: Readonly<Record<string, readonly string[]>>): Finding[] =>
  articlesOf(text).flatMap(({ article, text: of }) =>
    Object.entries(words).flatMap(([kind, some]): Finding[] => {
      const found = some.filter((word) => of.includes(word));
      return found.length === 0
        ? []
        : [{ kind, article, excerpt: [...of].slice(0, MOST_EXCERPT).join(''), words: found }];
    }),
  );

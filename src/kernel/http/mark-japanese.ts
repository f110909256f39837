const TOKEN = /<!--[\s\S]*?-->|<![^>]*>|<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+|</gi;
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;
/** Elements that hold text alone: they say themselves which language it is in. */
const TEXT_ALONE = /^(option|textarea|title|desc)$/i;
/** Not read out, or no text. Of the head, the title alone is read. */
const SILENT = /^(script|style)$/i;

const NAMED = /\s(?:aria-label|alt|title|placeholder)="([^"]*)"/;

const LETTER = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const KANA = '\\p{Script=Hiragana}\\p{Script=Katakana}';
/** From a letter to the last one or its mark, with figures and spaces between. */
const runs = (letter: string) =>
  new RegExp(`[${letter}](?:[${LETTER}、。・「」（）〜ー々〇0-9０-９\\s-]*[${LETTER}。」）ー々〇])?`, 'gu');
const ANY_LETTER = runs(LETTER);
/** Chinese is written in the same letters as Japanese: kana alone tells them apart. */
const WITH_KANA = new RegExp(
  `[${LETTER}、。・「」（）〜ー々〇0-9０-９]*[${KANA}][${LETTER}、。・「」（）〜ー々〇0-9０-９]*`,
  'gu',
);

const langIn = (attributes: string): string | undefined => /\slang="([^"]*)"/.exec(attributes)?.[1];

/**
 * Names, answers and records are Japanese whatever the page speaks, so that on a page in another language a screen reader
 * has to change its voice for them (WCAG 2.2, 3.1.2). What is Japanese and does not say so gets its `lang` here, last of
 * all; views say it only of texts that could be in a third language.
 */
export function markJapanese(html: string): string {
  const own = langIn(/<html([^>]*)>/.exec(html)?.[1] ?? '');
  if (own === undefined || own.startsWith('ja')) return html;
  const pattern = own.startsWith('zh') ? WITH_KANA : ANY_LETTER;
  const out: string[] = [];
  /** Elements that are open: where each began in `out`. */
  const open: { name: string; lang: string | undefined; at: number }[] = [];
  for (const [token, closing, name, attributes = ''] of html.matchAll(TOKEN)) {
    if (name === undefined) {
      out.push(token.startsWith('<') ? token : said(token));
    } else if (closing) {
      const at = open.findLastIndex((one) => one.name === name);
      if (at !== -1) open.length = at;
      out.push(token);
    } else {
      const lang = langIn(attributes) ?? open.at(-1)?.lang;
      if (!VOID.test(name) && !attributes.endsWith('/')) open.push({ name, lang, at: out.length });
      out.push(VOID.test(name) && lang === own ? withLang(token, NAMED.exec(attributes)?.[1]) : token);
    }
  }
  return out.join('');

  /** What has nothing in it has its name in an attribute alone. */
  function withLang(tag: string, called: string | undefined): string {
    return called !== undefined && called.search(pattern) !== -1 ? inJapanese(tag) : tag;
  }

  function said(text: string): string {
    const within = open.at(-1);
    if (!within || within.lang !== own || open.some(({ name }) => SILENT.test(name))) return text;
    const parts = text.replace(pattern, (run) => marked(run, within.name));
    if (parts === text) return text;
    if (TEXT_ALONE.test(within.name)) {
      // The title of a page is of the page and of the town: it is read in the language of the larger part.
      const isPageTitle = open.at(-2)?.name === 'head';
      if (!isPageTitle || lettersOf(text.match(pattern)?.join('') ?? '') * 2 > lettersOf(text))
        out[within.at] = inJapanese(out[within.at] ?? '');
      return text;
    }
    // One piece where it was one: text between the columns of a row of boxes would fall into several.
    return text.replace(pattern, '').trim() === '' || /^t(ext|span)$/.test(within.name)
      ? parts
      : `<span>${parts}</span>`;
  }
}

const lettersOf = (text: string): number => text.replace(/\P{L}/gu, '').length;
const inJapanese = (tag: string): string => tag.replace(/^<[\w-]+/, '$& lang="ja"');
const marked = (run: string, within: string): string =>
  /^(text|tspan)$/.test(within) ? `<tspan lang="ja">${run}</tspan>` : `<span lang="ja">${run}</span>`;

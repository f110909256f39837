import type { Path } from './edits/edit.js';
import type { DraftDocument } from './model.js';
import type { Shown } from './parts/control.js';
import { textsIn } from './parts/languages.js';
import { ja } from './parts/texts.js';
import { type ReadingHint, readingHints } from './reading-level.js';

export interface HardText {
  path: Path;
  text: string;
  hints: readonly ReadingHint[];
}

/** Names of laws are as they are. */
export const textsToRead = (document: DraftDocument) =>
  textsIn(document).filter(({ path }) => path.at(-1) !== 'legalBasis');

/** Texts that are hard to read, and why. */
export const hardTexts = (
  document: DraftDocument,
  isMeant: (path: Path) => boolean = () => true,
): HardText[] =>
  textsToRead(document).flatMap(({ path, text }) => {
    if (!isMeant(path)) return [];
    const hints = readingHints(ja(text));
    return hints.length === 0 ? [] : [{ path, text: ja(text), hints }];
  });

/** Those of what is being written. */
export function hardTextsOf(document: DraftDocument, shown: Shown): HardText[] {
  const begins = (...start: Path) =>
    hardTexts(document, (path) => start.every((key, at) => path[at] === key));
  switch (shown.kind) {
    case 'start':
      return hardTexts(document, ([first]) => !ELSEWHERE.has(String(first)));
    case 'fee':
      return begins('fee');
    case 'document':
      return begins('output');
    case 'staff':
      return [];
    case 'part':
      return begins('thirdParties', document.thirdParties?.findIndex(({ id }) => id === shown.part) ?? -1);
    case 'page': {
      const page = document.form.pages.findIndex(({ id }) => id === shown.page);
      const field = document.form.pages[page]?.fields.findIndex(({ id }) => id === shown.field) ?? -1;
      const place = ['form', 'pages', page] as const;
      return field === -1 ? begins(...place) : begins(...place, 'fields', field);
    }
  }
}

const ELSEWHERE: ReadonlySet<string> = new Set(['form', 'fee', 'output', 'thirdParties', 'review']);

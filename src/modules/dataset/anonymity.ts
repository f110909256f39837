import type { CsvCell } from '#kernel/sheets/write-csv.js';

/**
 * Rows about people go out only in groups of so many that are alike in everything by which somebody could be
 * recognised (k-anonymity).
 */
export const LEAST_ALIKE = 5;

export interface Anonymity {
  /** Size of the smallest group; null without rows. */
  smallest: number | null;
  /** Rows in groups that are too small. */
  rowsAtRisk: number;
  /** What the smallest groups have in common, a few of them. */
  examples: { values: string[]; rows: number }[];
  /** Columns that were named and are not there. */
  missing: string[];
  /** Columns that nobody named though people are recognised by what stands in such ones: judged all the same. */
  assumed: string[];
}

const RECOGNISING = /氏名|名前|ふりがな|フリガナ|カナ|生年月日|電話|メール|住所|番地|緯度|経度|個人番号/;

const MOST_EXAMPLES = 5;

export function judgeAnonymity(
  { headings, rows }: { headings: readonly string[]; rows: readonly (readonly CsvCell[])[] },
  traits: readonly string[],
): Anonymity {
  const assumed = headings.filter((heading) => RECOGNISING.test(heading) && !traits.includes(heading));
  const at = [...traits, ...assumed].map((trait) => headings.indexOf(trait));
  const groups = new Map<string, { values: string[]; rows: number }>();
  for (const row of rows) {
    const values = at.map((index) =>
      String(row[index] ?? '')
        .normalize('NFKC')
        .trim(),
    );
    const key = JSON.stringify(values);
    const group = groups.get(key);
    if (group) group.rows += 1;
    else groups.set(key, { values, rows: 1 });
  }
  const small = [...groups.values()]
    .filter((group) => group.rows < LEAST_ALIKE)
    .sort((a, b) => a.rows - b.rows);
  return {
    smallest: groups.size === 0 ? null : Math.min(...[...groups.values()].map((group) => group.rows)),
    rowsAtRisk: small.reduce((sum, group) => sum + group.rows, 0),
    examples: small.slice(0, MOST_EXAMPLES),
    missing: traits.filter((trait) => !headings.includes(trait)),
    assumed,
  };
}

export const isAnonymous = ({ rowsAtRisk, missing }: Anonymity): boolean =>
  rowsAtRisk === 0 && missing.length === 0;

/** Columns of which a table that is said not to be about people is asked once more. */
export const namesOfPeople = (headings: readonly string[]): string[] =>
  headings.filter((heading) => /^(氏名|名前|生年月日|年齢|性別)$/.test(heading.normalize('NFKC').trim()));

import { Document, isMap, isScalar, parse, visit } from 'yaml';
import { BrokenDefinitions, type DefinitionFault, parseDefinition } from '#kernel/definitions/read.js';
import { UnfinishedProcedure } from '#modules/procedure/api.js';
import type { DraftDocument } from './model.js';

/*
 * A definition as a file that people can review: the same definition is always the same text, so that two files
 * differ in what changed and in nothing else.
 */

/** What a thing is comes first, its conditions last; the database does not keep the order in which it was written. */
const ORDER = [
  ...['id', 'version', 'kind', 'channel', 'way', 'law', 'article', 'title', 'value', 'label', 'help', 'text'],
  ...['summary', 'keywords', 'lifeEvents', 'audience', 'legalBasis', 'unit', 'eligibility', 'assuranceLevel'],
  ...['prepare', 'ways', 'amount', 'note', 'when', 'reason', 'evidence', 'fee', 'reductions', 'payment'],
  ...['withinDays', 'givenBack', 'representation', 'capacity', 'period', 'from', 'until'],
  ...[
    'standardProcessingDays',
    'form',
    'purpose',
    'pages',
    'optional',
    'options',
    'itemLabel',
    'fields',
    'min',
  ],
  ...[
    'max',
    'show',
    'sensitivity',
    'reuse',
    'prefill',
    'checks',
    'require',
    'message',
    'field',
    'declaration',
  ],
  ...['thirdParties', 'paper', 'review', 'decidedBy', 'steps', 'replyDays', 'output', 'template', 'delivery'],
  ...['validMonths', 'retention', 'years', 'basis', 'public', 'statistics', 'answers'],
  ...['ja', 'ja-x-easy', 'en', 'zh-Hans', 'ko', 'vi', 'pt'],
];
const PLACES: ReadonlyMap<string, number> = new Map(ORDER.map((key, index) => [key, index]));
const placeOf = (key: string): number => PLACES.get(key) ?? ORDER.length;

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .toSorted(([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1))
      .map(([key, one]) => [key, inOrder(one)]),
  );
}

/** The definition as YAML, with lines at its head for whoever reads it. */
export function toYaml(document: object, head: readonly string[]): string {
  const written = new Document(inOrder(document));
  written.commentBefore = head.map((line) => ` ${line}`).join('\n');
  visit(written, {
    Pair(_, pair) {
      const isText = isScalar(pair.value) && typeof pair.value.value === 'string';
      if (isText && isScalar(pair.value) && String(pair.value.value).includes('\n'))
        pair.value.type = 'BLOCK_LITERAL';
      // Texts in several languages stand line under line.
      if (isMap(pair.value)) pair.value.flow = false;
    },
  });
  return written.toString({ lineWidth: 0 });
}

export type ReadFile =
  | { ok: true; document: DraftDocument }
  | { ok: false; faults: readonly DefinitionFault[] };

/** A file that was written by hand or exported; what is wrong is named with its line. */
export function fromYaml(source: string, file: string): ReadFile {
  try {
    parseDefinition(source, file, UnfinishedProcedure);
    // As it was written, without the defaults of the schema: what is exported again is what was imported.
    const { version: _, ...document } = parse(source) as DraftDocument & { version?: number };
    return { ok: true, document };
  } catch (error) {
    if (!(error instanceof BrokenDefinitions)) throw error;
    return { ok: false, faults: error.faults };
  }
}

import type { Answers } from '#forms/answers.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Findings } from '../definition.js';
import { findRules } from '../find-rules.js';
import { keyOf, type Row, registerSubject } from '../model.js';
import { rowsByKey } from '../store/rows.js';
import { type RegisterDeps, who } from './deps.js';
import type { ListWish, ReadingService } from './reading.js';
import { nextRow } from './saving.js';
import { writeRows } from './writing.js';

/** Texts in memory at once. */
const PAGE = 50;
const MOST_TITLE = 300;

export interface Found {
  /** Texts that were read, and rows that they made. */
  texts: number;
  rows: number;
}

function rowsFrom({ text, words, into }: Findings, { key, label, values }: Row): Answers[] {
  const body = values[text];
  if (typeof body !== 'string') return [];
  return findRules(body, words).map(({ kind, article, excerpt, words: found }) => ({
    [into.source]: key,
    [into.article]: article,
    [into.kind]: kind,
    [into.title]: [...`${label} ${article}`].slice(0, MOST_TITLE).join(''),
    [into.excerpt]: excerpt,
    [into.found]: found.join('、'),
    [into.state.field]: into.state.value,
  }));
}

/** Rows made of what stands in the texts of another register: ordinances with rules that ask for paper, seals … */
export function createFinding({ kernel }: Pick<RegisterDeps, 'kernel'>, reading: ReadingService) {
  const { database, vault } = kernel;
  return {
    /** Reads all texts again. What was found before stays as it was reviewed; a text may be read at any time. */
    async find(context: Context, id: string): Promise<Found> {
      const kept = reading.rights.keptFor(context, id, 'register.edit');
      const { findings } = kept.register;
      if (!findings) throw notFound(`findings of ${registerSubject(id)}`);
      const total: Found = { texts: 0, rows: 0 };
      let after: ListWish['after'];
      do {
        const page = await reading.list(context, findings.register, { after, limit: PAGE });
        const found = page.items.flatMap((row) => rowsFrom(findings, row));
        const keys = found.map((values) => keyOf(kept.register, values, ''));
        total.texts += page.items.length;
        total.rows += await database.transaction(tenantOf(context), async (tx) => {
          const known = await rowsByKey(tx, vault, id, keys);
          const now = context.clock.now();
          const by = { by: who(context), why: null, importId: null };
          const written = found
            .filter((_, at) => !known.has(keys[at] ?? ''))
            .flatMap((values) => nextRow(kept, { before: null, values, geometry: null }, by, now) ?? []);
          await writeRows(tx, context, vault, kept, written);
          return written.length;
        });
        after = page.next ?? undefined;
      } while (after);
      await database.transaction(tenantOf(context), (tx) =>
        append(tx, context, {
          type: 'register.found',
          subject: registerSubject(id),
          data: { register: id, unit: kept.unit, rows: total.rows },
        }),
      );
      return total;
    },
  };
}

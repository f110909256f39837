import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Mark } from '../model/mark.js';
import type { DecisionTables } from '../tables.js';

const subjectOf = (id: string) => `decision-mark/${id}`;

/** The draft is locked: numbers are counted one after the other. */
export async function insertMark(
  tx: Tx,
  vault: Vault,
  { draft, round, file }: { draft: string; round: number; file: string },
  mark: Omit<Mark, 'no'>,
): Promise<number> {
  const id = uuidv7(mark.at);
  const { last } = await tx
    .tables<DecisionTables>()
    .selectFrom('decision_mark')
    .where('tenant', '=', tx.tenant)
    .where('file', '=', file)
    .select(({ fn }) => fn.max('no').as('last'))
    .executeTakeFirstOrThrow();
  const no = Number(last ?? 0) + 1;
  await tx
    .tables<DecisionTables>()
    .insertInto('decision_mark')
    .values({
      tenant: tx.tenant,
      id,
      draft,
      round,
      file,
      digest: mark.digest,
      page: mark.page,
      no,
      answers: mark.answers,
      at_left: mark.place?.left ?? null,
      at_top: mark.place?.top ?? null,
      width: mark.place?.width ?? null,
      height: mark.place?.height ?? null,
      staff: mark.staff,
      unit: mark.unit,
      title: mark.title,
      at: mark.at,
      words: vault.seal(tx.tenant, subjectOf(id), mark.words),
    })
    .execute();
  return no;
}

/** What stands on the pages of a file, in the order of their numbers. */
export async function marksOf(tx: Tx, vault: Vault, file: string): Promise<Mark[]> {
  const rows = await tx
    .tables<DecisionTables>()
    .selectFrom('decision_mark')
    .where('tenant', '=', tx.tenant)
    .where('file', '=', file)
    .selectAll()
    .orderBy('no')
    .execute();
  return rows.map((row) => ({
    no: row.no,
    page: row.page,
    place:
      row.at_left === null || row.at_top === null
        ? null
        : { left: row.at_left, top: row.at_top, width: row.width ?? 0, height: row.height ?? 0 },
    answers: row.answers,
    digest: row.digest,
    staff: row.staff,
    unit: row.unit,
    title: row.title,
    at: row.at,
    words: vault.open(tx.tenant, subjectOf(row.id), row.words).toString('utf8'),
  }));
}

/** How many marks each file of a draft has. */
export async function countMarks(tx: Tx, draft: string): Promise<Map<string, number>> {
  const rows = await tx
    .tables<DecisionTables>()
    .selectFrom('decision_mark')
    .where('tenant', '=', tx.tenant)
    .where('draft', '=', draft)
    .select(({ fn }) => ['file', fn.countAll<number>().as('count')])
    .groupBy('file')
    .execute();
  return new Map(rows.map(({ file, count }) => [file, Number(count)]));
}

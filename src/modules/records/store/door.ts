import { type RawBuilder, sql } from 'kysely';

/** Sections in which somebody may see documents of each grade; null: in all. */
export interface Door {
  open: readonly string[] | null;
  secret: readonly string[] | null;
  topSecret: readonly string[] | null;
  /** Staff id: who is in charge of a document sees it whatever its grade. */
  me: string | null;
}

const within = (units: readonly string[] | null, column: string) =>
  units === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = ANY (${units}::text[])`;

/**
 * The one place that says who sees a document: every list, look, search and count of documents passes through it, in
 * the same statement that reads them.
 */
export function mayPass(
  { open, secret, topSecret, me }: Door,
  /** The section whose people are meant: the one that has it, or the one that had it once. */
  unit: 'records_document.unit' | 'records_hand_over.from_unit' = 'records_document.unit',
): RawBuilder<boolean> {
  const own = me === null ? sql<boolean>`false` : sql<boolean>`records_document.in_charge = ${me}::uuid`;
  return sql<boolean>`(${within(open, unit)} AND (records_document.grade = 'open' OR ${own}
    OR (records_document.grade = 'secret' AND ${within(secret, unit)})
    OR (records_document.grade = 'topSecret' AND ${within(topSecret, unit)})))`;
}

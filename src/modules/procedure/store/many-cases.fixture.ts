import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { CaseState, Phase } from '../model.js';
import type { ProcedureTables } from '../tables.js';

export interface Copies {
  /** Numbers of the first and the last copy; each is made once. */
  from: number;
  to: number;
  dueOn: Temporal.PlainDate;
  state?: CaseState;
  phase?: Phase;
  /** The copies go round these; the section of the original by default. */
  units?: readonly string[];
}

/**
 * Rows for counting and for ordering only: what is sealed in a case belongs to its id, so a list can show a copy on no
 * page. They come after the original in every list but that of the longest
 * waiting: due on the given day, submitted and changed a year before it.
 */
export async function copyCase(
  tx: Tx,
  id: string,
  { from, to, dueOn, state = 'submitted', phase = 'working', units }: Copies,
): Promise<void> {
  const round = units === undefined ? sql`unit` : sql`(${units}::text[])[1 + n % ${units.length}::int]`;
  await sql`
    INSERT INTO procedure_case (tenant, id, number, intake_key, procedure, version, channel, unit, applicant,
      applicant_name, name_index, content, state, phase, fee, submitted_at, due_on, updated_at)
    SELECT tenant, gen_random_uuid(), 'COPY' || n, 'copy/' || n, procedure, version, channel, ${round}, applicant,
      applicant_name, name_index, '\\x00', ${state}, ${phase}, fee,
      submitted_at - interval '1 year' - n * interval '1 second', ${dueOn}::date,
      updated_at - interval '1 year' - n * interval '1 second'
    FROM procedure_case, generate_series(${from}::int, ${to}::int) AS n
    WHERE tenant = ${tx.tenant} AND id = ${id}::uuid`.execute(tx.tables<ProcedureTables>());
}

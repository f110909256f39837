import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { judgeValues, type RowFault } from '../judge.js';
import type { Edit, KeptRegister, Row } from '../model.js';
import type { FileRow } from '../reading/table.js';
import { rowsById } from '../store/rows.js';
import { faultOf } from '../words.js';
import type { Following } from './following.js';
import type { Plan } from './import-plan.js';
import { brokenRelations, nextRow } from './saving.js';

/** A row that is to be changed, as a lot holds it: which, and the version that was seen when it was chosen. */
export const toEdited = (line: number, { id, version }: Pick<Row, 'id' | 'version'>): FileRow => ({
  line,
  cells: [id, String(version)],
});

/** Why a row is not changed, whatever the new value is. */
function refusal(row: Row | undefined, seen: string | undefined): RowFault['error'] | null {
  if (!row) return faultOf('register.error.rowGone');
  if (row.state === 'retired') return faultOf('register.error.rowRetired');
  return row.version === Number(seen) ? null : faultOf('register.error.changedSince');
}

/** What one new value would come to in the rows of a lot. Reads and holds them, writes nothing. */
export async function planEdit(
  tx: Tx,
  context: Context,
  { vault, following }: { vault: Vault; following: Following },
  kept: KeptRegister,
  { field, value, why }: Edit,
  lot: readonly FileRow[],
  writing: { importId: string; by: string },
): Promise<Plan> {
  const plan: Plan = { written: [], same: 0, report: [], wrong: 0, left: new Map() };
  const now = context.clock.now();
  const day = today(context.clock);
  const ids = lot.flatMap(({ cells: [id] }) => id ?? []);
  const held = await rowsById(tx, vault, kept.register.id, ids);
  const tell = ({ line }: FileRow, row: Row | undefined, faults: readonly RowFault[]) => {
    const told = row && { row: { id: row.id, label: row.label } };
    for (const fault of faults) plan.report.push({ line, column: null, isHint: false, ...fault, ...told });
    plan.wrong += 1;
  };
  const wishes: { of: FileRow; before: Row; values: Row['values'] }[] = [];
  for (const of of lot) {
    const [id = '', seen] = of.cells;
    const row = held.get(id);
    const error = refusal(row, seen);
    if (!row || error) {
      if (error) tell(of, row, [{ field, error }]);
      continue;
    }
    const before = await following.asNow(tx, kept, row, day);
    wishes.push({ of, before, values: { ...before.values, [field]: value } });
  }
  const broken = await brokenRelations(
    tx,
    kept,
    wishes.map(({ values }) => values),
  );
  wishes.forEach(({ of, before, values }, at) => {
    const faults = [...judgeValues(kept, values, day), ...(broken[at] ?? [])];
    if (faults.length > 0) {
      tell(of, before, faults);
      return;
    }
    const next = nextRow(kept, { before, values, geometry: before.geometry }, { ...writing, why }, now);
    if (next) plan.written.push(next);
    else plan.same += 1;
  });
  return plan;
}

import { isQuestion } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { isFileField } from '#forms/uploads.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { RegisterField } from '../definition.js';
import { type Edit, importSubject, type KeptRegister, type Row } from '../model.js';
import { dropLots, insertImport, insertLot, saveImport } from '../store/imports.js';
import { createRights, type RegisterDeps, who } from './deps.js';
import { toEdited } from './edit-plan.js';
import { createImportSteps, LOT, NOTHING } from './import-steps.js';
import type { ListWish, ReadingService } from './reading.js';

/** Nobody looks over more; the rest is another edit. */
export const MOST_EDITED = 100_000;

/** Rows that were ticked, as they were seen; or all that a list shows. */
export type Selection = { rows: readonly Pick<Row, 'id' | 'version'>[] } | { wish: ListWish };

/** One field of many rows: prepared here, then taken the way of an import, lot by lot, and back as a whole. */
export function createEdits(deps: RegisterDeps, reading: ReadingService) {
  const { kernel } = deps;
  const { database, vault } = kernel;
  const rights = createRights(deps);
  const { begin } = createImportSteps(deps);

  async function* lotsOf(context: Context, register: string, selection: Selection) {
    if ('rows' in selection) {
      for (let at = 0; at < selection.rows.length; at += LOT) yield selection.rows.slice(at, at + LOT);
      return;
    }
    let after: ListWish['after'];
    do {
      const { items, next } = await reading.list(context, register, { ...selection.wish, after, limit: LOT });
      yield items;
      after = next ?? undefined;
    } while (after);
  }

  return {
    /** What can be the same in many rows: not what tells them apart, nor files or what is looked up for one row. */
    fields: (context: Context, kept: KeptRegister): RegisterField[] =>
      kept.register.fields.filter(
        (field) =>
          isQuestion(field.ask) &&
          field.ask.kind !== 'calculated' &&
          !isFileField(field.ask) &&
          fieldType(field.ask).act === undefined &&
          !kept.register.key.includes(field.ask.id) &&
          rights.changes(context, kept, field),
      ),

    /** Takes down which rows are meant and begins to check them; null: none, or more than can be changed at once. */
    prepare: async (
      context: Context,
      register: string,
      edit: Edit,
      selection: Selection,
    ): Promise<{ ok: true; id: string } | { ok: false; fault: 'none' | 'tooMany' }> => {
      const kept = rights.keptFor(context, register, 'register.edit');
      const field = kept.register.fields.find(({ ask }) => ask.id === edit.field);
      if (!field || kept.register.key.includes(edit.field) || !rights.changes(context, kept, field))
        throw new AppError('forbidden', `${edit.field} of register ${register} may not be changed`);
      const tenant = tenantOf(context);
      const now = context.clock.now();
      const id = uuidv7(now);
      await database.transaction(tenant, (tx) =>
        insertImport(tx, vault, {
          ...NOTHING,
          id,
          register,
          state: 'reading',
          format: 'edit',
          encoding: '',
          name: '',
          headings: [],
          sheets: null,
          mapping: [],
          lots: 0,
          rows: 0,
          leftAlone: 0,
          undoneTo: null,
          edit,
          by: who(context),
          at: now,
        }),
      );
      let [lots, rows] = [0, 0];
      for await (const lot of lotsOf(context, register, selection)) {
        if (lot.length === 0 || rows + lot.length > MOST_EDITED) {
          rows += lot.length;
          break;
        }
        const first = rows + 1;
        const content = lot.map((row, at) => toEdited(first + at, row));
        await database.transaction(tenant, (tx) => insertLot(tx, vault, id, lots, content));
        lots += 1;
        rows += lot.length;
      }
      if (rows === 0 || rows > MOST_EDITED) {
        await database.transaction(tenant, async (tx) => {
          await saveImport(tx, vault, id, { state: 'discarded' }, now);
          await dropLots(tx, id);
        });
        return { ok: false, fault: rows === 0 ? 'none' : 'tooMany' };
      }
      await database.transaction(tenant, async (tx) => {
        await saveImport(tx, vault, id, { state: 'checking', lots, rows }, now);
        await append(tx, context, {
          type: 'register.editPrepared',
          subject: importSubject(id),
          data: { register, unit: kept.unit, rows },
        });
      });
      await begin(context, { id, register, lots });
      return { ok: true, id };
    },
  };
}

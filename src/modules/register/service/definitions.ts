import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { DefinedRegisters } from '../catalog.js';
import { convert, type Lost } from '../convert.js';
import { Register } from '../definition.js';
import { type KeptRegister, keyOf, labelOf, type Row, registerSubject } from '../model.js';
import { slotsFor } from '../slots.js';
import {
  definitionAt,
  insertDefinition,
  newestDefinitions,
  type StoredDefinition,
} from '../store/definitions.js';
import { rowsBehind } from '../store/lists.js';
import { who } from './deps.js';
import { writeRows } from './writing.js';

/** Rows in one transaction. */
const LOT = 200;
/** What of a preview is listed. */
const MOST_LISTED = 100;

export interface ChangePreview {
  /** Rows that will be written anew. */
  rows: number;
  /** Values that do not fit; they stay in the versions of their rows. */
  lost: number;
  listed: readonly (Lost & { row: string; label: string })[];
}

/** Versions of definitions, and rows that follow them. */
export function createDefinitions({ kernel }: { kernel: Kernel }) {
  const { database, vault } = kernel;
  const documents = new Map<string, Register>();

  async function documentAt(tx: Tx, register: string, version: number): Promise<Register> {
    const name = `${tx.tenant}/${register}/${version}`;
    const known = documents.get(name);
    if (known) return known;
    const stored = await definitionAt(tx, register, version);
    invariant(stored, 'a row is of a version of its definition that is kept');
    const document = Register.parse(stored.document);
    documents.set(name, document);
    return document;
  }

  /** Takes the definitions of the files into use: one that changed is a new version. Safe to repeat. */
  const adopt = (context: Context, { area, registers }: DefinedRegisters): Promise<KeptRegister[]> =>
    database.transaction(tenantOf(context), async (tx) => {
      const stored = new Map((await newestDefinitions(tx)).map((one) => [one.register, one]));
      const kept: KeptRegister[] = [];
      for (const { register, unit, digest } of registers) {
        const before = stored.get(register.id);
        if (before && digest.equals(before.digest)) {
          kept.push({ register, unit, version: before.version, slots: before.slots, area });
          continue;
        }
        const next: StoredDefinition = {
          register: register.id,
          version: (before?.version ?? 0) + 1,
          digest,
          document: register,
          slots: slotsFor(register, before?.slots ?? {}),
        };
        if (await insertDefinition(tx, next, context.clock.now()))
          await append(tx, context, {
            type: 'register.defined',
            subject: registerSubject(register.id),
            data: { register: register.id, version: next.version },
          });
        kept.push({ register, unit, version: next.version, slots: next.slots, area });
      }
      return kept;
    });

  const followed = async (
    tx: Tx,
    kept: KeptRegister,
    row: Row,
    day: Temporal.PlainDate,
  ): Promise<{ next: Row; lost: readonly Lost[] }> => {
    const { register, version } = kept;
    const from = await documentAt(tx, register.id, row.definition);
    const { values, lost } = convert(from, register, row.values, day);
    // A key that would be blank now stays what it was: rows are told apart in any case.
    const key = keyOf(register, values, row.id);
    const whole = register.key.every((id) => values[id] !== undefined) ? key : row.key;
    return {
      next: {
        ...row,
        values,
        key: whole,
        label: labelOf(register, values, whole),
        definition: version,
        version: row.version + 1,
      },
      lost,
    };
  };

  /** Lets the next rows follow, in one transaction. False when nothing is left to do. */
  const lot = (context: Context, kept: KeptRegister): Promise<number> =>
    database.transaction(tenantOf(context), async (tx) => {
      const { register, version } = kept;
      const rows = await rowsBehind(tx, vault, register.id, version, LOT);
      const now = context.clock.now();
      const written = [];
      for (const row of rows) {
        const { next, lost } = await followed(tx, kept, row, today(context.clock));
        const why = lost.length === 0 ? null : lost.map(({ field }) => field).join(', ');
        written.push({
          row: { ...next, updatedAt: now },
          change: 'migrated' as const,
          why,
          importId: null,
          by: who(context),
        });
      }
      await writeRows(tx, context, vault, kept, written);
      return rows.length;
    });

  return {
    adopt,
    documentAt,

    /** What a new definition would do to the rows; nothing is written. Rows of an older version are read as well. */
    preview: (context: Context, kept: KeptRegister, to: Register): Promise<ChangePreview> =>
      database.transaction(tenantOf(context), async (tx) => {
        const wish = { ...kept, register: to, version: kept.version + 1 };
        const listed: (Lost & { row: string; label: string })[] = [];
        let [rows, lost] = [0, 0];
        const all = await rowsBehind(tx, vault, to.id, wish.version, 100_000);
        for (const row of all) {
          rows += 1;
          const one = await followed(tx, wish, row, today(context.clock));
          lost += one.lost.length;
          for (const value of one.lost)
            if (listed.length < MOST_LISTED) listed.push({ ...value, row: row.id, label: row.label });
        }
        return { rows, lost, listed };
      }),

    /** Lets all rows follow their definitions; goes on where it was stopped. */
    run: async (context: Context, registers: readonly KeptRegister[]): Promise<void> => {
      for (const kept of registers) {
        let rows = 0;
        for (;;) {
          const done = await lot(context, kept);
          rows += done;
          if (done < LOT) break;
        }
        if (rows > 0)
          await database.transaction(tenantOf(context), (tx) =>
            append(tx, context, {
              type: 'register.migrated',
              subject: registerSubject(kept.register.id),
              data: { register: kept.register.id, version: kept.version, rows },
            }),
          );
      }
    },
  };
}

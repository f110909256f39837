import type { Answers } from '#forms/answers.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant } from '#kernel/errors.js';
import { convert, type Lost } from '../convert.js';
import { Register } from '../definition.js';
import { type KeptRegister, type Row, rowSubject } from '../model.js';
import { definitionAt } from '../store/definitions.js';

export interface Followed {
  values: Answers;
  lost: readonly Lost[];
}

/** Rows and the versions of the definition that they are of. */
export function createFollowing() {
  const documents = new Map<string, Register>();

  /** What a version of a definition says; versions never change. */
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

  /** Values of a row as a later version has them: version by version, since a field may have been renamed twice. */
  async function followed(
    tx: Tx,
    { register, version }: Pick<KeptRegister, 'register' | 'version'>,
    row: Row,
    day: Temporal.PlainDate,
  ): Promise<Followed> {
    let [values, from] = [row.values, await documentAt(tx, register.id, row.definition)];
    const lost: Lost[] = [];
    for (let next = row.definition + 1; next <= version; next += 1) {
      const to = next === version ? register : await documentAt(tx, register.id, next);
      const step = convert(from, to, values, day);
      lost.push(...step.lost);
      [values, from] = [step.values, to];
    }
    return { values, lost };
  }

  return {
    documentAt,
    followed,

    /** The row as the definition in use has it, also while the rows are still on their way. */
    async asNow<Of extends Row>(tx: Tx, kept: KeptRegister, row: Of, day: Temporal.PlainDate): Promise<Of> {
      if (row.definition === kept.version) return row;
      if (row.definition > kept.version)
        throw new AppError('conflict', `${rowSubject(row.register, row.id)} is of a newer definition`);
      const { values } = await followed(tx, kept, row, day);
      return { ...row, values, definition: kept.version };
    },
  };
}
export type Following = ReturnType<typeof createFollowing>;

import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  BrokenDefinitions,
  type DefinitionFault,
  type DefinitionFile,
  definitionFiles,
  readDefinition,
} from '#kernel/definitions/read.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { AdoptedRegisters, OwnRegister, Register } from './definition.js';
import { registerProblems } from './definition-problems.js';
import type { Box } from './geometry.js';
import type { Where } from './model.js';
import { relationProblems } from './relation-problems.js';
import { readOutline } from './town-outline.js';

export interface DefinedRegister {
  register: Register;
  unit: string;
  digest: Buffer;
}

export interface DefinedRegisters extends Where {
  registers: readonly DefinedRegister[];
}

const COMMON = 'common/registers';
/** Where a municipality has not said where it lies: Japan. */
const JAPAN: Box = [122, 20, 154, 46];

const problemsOf = ({ value, fault }: DefinitionFile<Register>): DefinitionFault[] =>
  registerProblems(value).map(({ path, message }) => fault(path, message));

async function readAll<Schema extends z.ZodType<Register>>(
  root: string,
  files: readonly string[],
  schema: Schema,
): Promise<DefinitionFile<z.infer<Schema>>[]> {
  const read: DefinitionFile<z.infer<Schema>>[] = [];
  const faults: DefinitionFault[] = [];
  for (const file of files) {
    try {
      const one = await readDefinition(root, file, schema);
      const twin = read.find(({ value }) => value.id === one.value.id);
      if (twin) faults.push(one.fault(['id'], `"${one.value.id}" is also defined in ${twin.file}`));
      faults.push(...problemsOf(one));
      read.push(one);
    } catch (error) {
      if (!(error instanceof BrokenDefinitions)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return read;
}

/** The shared registers; every municipality takes over from them. Throws BrokenDefinitions. */
export async function readCommonRegisters(root: string): Promise<ReadonlyMap<string, Register>> {
  const read = await readAll(root, await definitionFiles(root, COMMON), Register);
  return new Map(read.map(({ value }) => [value.id, value]));
}

/** What a municipality keeps: its own registers and those that it has taken over. Throws BrokenDefinitions. */
export async function readRegisters(
  root: string,
  { slug, units }: Municipality,
  common: ReadonlyMap<string, Register>,
): Promise<DefinedRegisters> {
  const files = await definitionFiles(root, `${slug}/registers`);
  const adoptedFile = files.find((file) => file.endsWith('/adopted.yaml'));
  const outlineFile = files.find((file) => file.endsWith('/outline.yaml'));
  const own = await readAll(
    root,
    files.filter((file) => file !== adoptedFile && file !== outlineFile),
    OwnRegister,
  );
  const adopted = adoptedFile ? await readDefinition(root, adoptedFile, AdoptedRegisters) : null;
  const area = adopted?.value.area ?? JAPAN;
  const shape = outlineFile ? await readOutline(root, outlineFile, area) : null;
  const faults: DefinitionFault[] = [...(shape?.faults ?? [])];
  const isUnit = (unit: string) => units.some(({ id }) => id === unit);
  const registers: DefinedRegister[] = [];
  for (const { value, fault } of own) {
    const { unit, ...register } = value;
    if (!isUnit(unit)) faults.push(fault(['unit'], `there is no unit "${unit}" in ${slug}`));
    registers.push({ register, unit, digest: digestOf(register) });
  }
  adopted?.value.registers.forEach(({ register: id, unit }, at) => {
    const register = common.get(id);
    if (!isUnit(unit))
      faults.push(adopted.fault(['registers', at, 'unit'], `there is no unit "${unit}" in ${slug}`));
    if (!register)
      faults.push(adopted.fault(['registers', at, 'register'], `there is no register "${id}" in ${COMMON}`));
    else if (registers.some((one) => one.register.id === id))
      faults.push(adopted.fault(['registers', at, 'register'], `"${id}" is there twice`));
    else registers.push({ register, unit, digest: digestOf(register) });
  });
  const all = registers.map(({ register }) => register);
  for (const register of all)
    for (const { field, message } of relationProblems(register, all))
      faults.push({
        file: `${slug}/registers`,
        path: `${register.id}.fields.${field}.relation`,
        message: `${slug}: ${message}`,
      });
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return { area, outline: shape?.outline ?? null, registers };
}

const digestOf = (register: Register): Buffer =>
  createHash('sha256').update(JSON.stringify(register)).digest();

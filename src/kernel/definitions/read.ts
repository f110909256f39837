import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { OperatorError } from '../errors.js';
import { type Issue, type Saying, sayingOf } from '../faults/saying.js';
import { yamlSaying } from '../faults/yaml.js';
import { translatorFor } from '../i18n/translate.js';

/** One thing wrong with a definition file, as its author needs to hear it. */
export interface DefinitionFault {
  /** Path below the catalogue folder. */
  file: string;
  /** 1-based; absent when the whole file is meant. */
  line?: number;
  column?: number;
  /** Where inside the document, such as indicators[0].values.2022. */
  path: string;
  message: string;
  /** For those who read it on a screen: the same in their language. Checks of our own, for authors of files, have none. */
  saying?: Saying;
  /** The path in its pieces; there with the saying. */
  place?: readonly PropertyKey[];
}

export const faultText = ({ file, line, column, path, message }: DefinitionFault): string =>
  [file, line && `:${line}:${column}`, ' ', path && `${path}: `, message].filter(Boolean).join('');

/** Thrown when any definition is broken: nothing is loaded, and every fault is named. */
export class BrokenDefinitions extends OperatorError {
  readonly faults: readonly DefinitionFault[];
  constructor(faults: readonly DefinitionFault[]) {
    super(faults.map(faultText).join('\n'));
    this.name = 'BrokenDefinitions';
    this.faults = faults;
  }
}

/** A parsed file that can still say on which line a path stands, for checks made after parsing. */
export interface DefinitionFile<Value> {
  file: string;
  value: Value;
  fault(path: readonly PropertyKey[], message: string, saying?: Saying): DefinitionFault;
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key),
    '',
  );

/** Files and the command line are spoken of in English. */
const operatorsWords = translatorFor('en');

/**
 * What the parser reports, its warnings (an unknown !tag) included, and aliases that the parser lets pass: those that
 * stand for nothing (`note: *大事*`, meant as emphasis, is one) and those inside what they stand for, which never ends.
 */
function yamlMistakes(document: Document.Parsed): { offset: number; message: string; saying: Saying }[] {
  const mistakes = [...document.errors, ...document.warnings].map(({ pos, code }) => {
    const saying = yamlSaying(code);
    return { offset: pos[0], message: operatorsWords(saying.key), saying };
  });
  visit(document, {
    Alias(_, alias) {
      const offset = alias.range?.[0] ?? 0;
      const meant = alias.resolve(document);
      const [from = 0, , to = 0] = meant?.range ?? [];
      if (!meant) {
        mistakes.push({
          offset,
          message: `*${alias.source} is an alias and nothing is named &${alias.source}; put text that begins with * in quotes`,
          saying: yamlSaying('BAD_ALIAS'),
        });
      } else if (from <= offset && offset < to) {
        mistakes.push({
          offset,
          message: `*${alias.source} stands inside what it stands for: it never ends`,
          saying: yamlSaying('RESOURCE_EXHAUSTION'),
        });
      }
    },
  });
  return mistakes;
}

interface SchemaMistake {
  path: PropertyKey[];
  message: string;
  saying: Saying;
}

/**
 * One mistake for each unknown key, where the key stands; and for a union the mistakes of the branch that was meant,
 * which is the first one whose kind (text, list, map) fits, in place of "Invalid input".
 */
function schemaMistakes(issues: readonly z.core.$ZodIssue[]): SchemaMistake[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        message: `Unrecognized key: "${key}"`,
        saying: { key: 'fault.unknownKey', params: { name: key } },
      }));
    }
    const meant =
      issue.code === 'invalid_union' &&
      issue.errors.find((branch) =>
        branch.every(({ code, path }) => code !== 'invalid_type' || path.length > 0),
      );
    if (!meant)
      return [{ path: issue.path, message: issue.message, saying: sayingOf(issue satisfies Issue) }];
    return schemaMistakes(meant).map((mistake) => ({ ...mistake, path: [...issue.path, ...mistake.path] }));
  });
}

/** The document with its aliases put in place; the parser stops where they would unfold without measure. */
function unfolded(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new BrokenDefinitions([
      {
        file,
        path: '',
        message: 'its aliases unfold to too much',
        saying: yamlSaying('RESOURCE_EXHAUSTION'),
      },
    ]);
  }
}

/** Reads one YAML document and parses it by the schema. Throws BrokenDefinitions. */
export async function readDefinition<Schema extends z.ZodType>(
  root: string,
  file: string,
  schema: Schema,
): Promise<DefinitionFile<z.infer<Schema>>> {
  const source = await readFile(join(root, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BrokenDefinitions([{ file, path: '', message: `cannot be read in ${root} (${error.code})` }]);
  });
  return parseDefinition(source, file, schema);
}

/** Parses the text of a YAML document by the schema; `file` is what faults call it. Throws BrokenDefinitions. */
export function parseDefinition<Schema extends z.ZodType>(
  source: string,
  file: string,
  schema: Schema,
): DefinitionFile<z.infer<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, stringKeys: true, prettyErrors: false });
  const mistakes = yamlMistakes(document);
  if (mistakes.length > 0) {
    throw new BrokenDefinitions(
      mistakes.map(({ offset, message, saying }) => {
        const { line, col } = lines.linePos(offset);
        return { file, line, column: col, path: '', message, saying };
      }),
    );
  }
  const fault = (path: readonly PropertyKey[], message: string, saying?: Saying): DefinitionFault => {
    const what = { file, path: pathText(path), message, ...(saying && { saying, place: path }) };
    // A missing key has no position of its own: the nearest parent that exists is shown.
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        const { line, col } = lines.linePos(node.range[0]);
        return { ...what, line, column: col };
      }
    }
    return what;
  };
  const parsed = schema.safeParse(unfolded(document, file), { reportInput: true });
  if (!parsed.success) {
    throw new BrokenDefinitions(
      schemaMistakes(parsed.error.issues).map(({ path, message, saying }) => fault(path, message, saying)),
    );
  }
  return { file, value: parsed.data, fault };
}

/** Reads every YAML file below a folder, in the order of their names; all faults are gathered before throwing. */
export async function readDefinitions<Schema extends z.ZodType>(
  root: string,
  folder: string,
  schema: Schema,
): Promise<DefinitionFile<z.infer<Schema>>[]> {
  const files = await definitionFiles(root, folder);
  const read: DefinitionFile<z.infer<Schema>>[] = [];
  const faults: DefinitionFault[] = [];
  for (const file of files) {
    try {
      read.push(await readDefinition(root, file, schema));
    } catch (error) {
      if (!(error instanceof BrokenDefinitions)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return read;
}

/**
 * Names of the YAML files below a folder, relative to the root; none when the folder is absent. Throws
 * BrokenDefinitions for one with another ending.
 */
export async function definitionFiles(root: string, folder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .sort();
    // Meant as a definition, and left out without a word otherwise.
    const misnamed = files.filter((file) => /\.ya?ml$/i.test(file) && !file.endsWith('.yaml'));
    if (misnamed.length > 0) {
      throw new BrokenDefinitions(
        misnamed.map((file) => ({ file, path: '', message: 'is not read: a definition ends with ".yaml"' })),
      );
    }
    return files.filter((file) => file.endsWith('.yaml'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

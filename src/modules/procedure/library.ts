import { z } from 'zod';
import { FormPageDefinition } from '#forms/definition.js';
import { Field } from '#forms/fields/field.js';
import { readDefinition } from '#kernel/definitions/read.js';

/*
 * Blocks that several procedures ask alike: a definition writes `use: <block>` in place of a page or a field, and what
 * it wants otherwise beside it. What is stored and shown is the whole: the block as it was, with the changes.
 */

const Block = z.record(z.string(), z.unknown());

const Blocks = z.strictObject({
  pages: z.record(z.string(), Block).default({}),
  fields: z.record(z.string(), Block).default({}),
});

/**
 * catalog/common/library/blocks.yaml. Each block is a whole question or page, so that a broken one is named here, where it
 * stands, and not once for each procedure that uses it.
 */
export const Library = Blocks.check(({ value: library, issues }) => {
  const look = (group: 'fields' | 'pages', name: string, schema: z.ZodType, block: unknown) => {
    const { error } = schema.safeParse(block, { reportInput: true });
    for (const issue of error?.issues ?? [])
      issues.push({ ...issue, path: [group, name, ...issue.path] } as z.core.$ZodRawIssue);
  };
  for (const [name, field] of Object.entries(library.fields)) look('fields', name, Field, field);
  // A page with a broken field would name it a second time.
  if (issues.length > 0) return;
  for (const [name, page] of Object.entries(library.pages))
    look('pages', name, FormPageDefinition, withFields(page, library));
});
export type Library = z.infer<typeof Library>;

const FILE = 'common/library/blocks.yaml';

export const readLibrary = async (root: string): Promise<Library> =>
  (await readDefinition(root, FILE, Library)).value;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The block with what stands beside `use`; what names no block stays, so that the schema refuses `use`. */
function whole(part: unknown, blocks: Readonly<Record<string, Record<string, unknown>>>): unknown {
  if (!isRecord(part) || typeof part.use !== 'string') return part;
  const { use, ...changes } = part;
  const block = Object.hasOwn(blocks, use) ? blocks[use] : undefined;
  return block ? { ...block, ...changes } : part;
}

/** A definition with its blocks in place. Anything that is no form comes back as it is. */
export function withBlocks(document: unknown, library: Library): unknown {
  if (!isRecord(document)) return document;
  const parts = document.thirdParties;
  if (!Array.isArray(parts)) return withFormBlocks(document, library);
  return {
    ...withFormBlocks(document, library),
    thirdParties: parts.map((part) => partBlocks(part, library)),
  };
}

const partBlocks = (part: unknown, library: Library): unknown =>
  isRecord(part) ? withFormBlocks(part, library) : part;

function withFormBlocks(document: Record<string, unknown>, library: Library) {
  if (!isRecord(document.form) || !Array.isArray(document.form.pages)) return document;
  const pages = document.form.pages.map((page: unknown) => withFields(whole(page, library.pages), library));
  return { ...document, form: { ...document.form, pages } };
}

const withFields = (page: unknown, { fields }: Pick<Library, 'fields'>): unknown =>
  isRecord(page) && Array.isArray(page.fields)
    ? { ...page, fields: page.fields.map((field: unknown) => whole(field, fields)) }
    : page;

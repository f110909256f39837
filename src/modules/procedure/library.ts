import { z } from 'zod';
import { readDefinition } from '#kernel/definitions/read.js';

/*
 * Blocks that several procedures ask alike: a definition writes `use: <block>` in place of a page or a field, and what
 * it wants otherwise beside it. What is stored and shown is the whole: the block as it was, with the changes.
 */

const Block = z.record(z.string(), z.unknown());

/** catalog/common/library/blocks.yaml. Whether a block fits is seen where it is used, by the schema of the form. */
export const Library = z.strictObject({
  pages: z.record(z.string(), Block).default({}),
  fields: z.record(z.string(), Block).default({}),
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

function withFormBlocks(document: Record<string, unknown>, { pages, fields }: Library) {
  if (!isRecord(document.form) || !Array.isArray(document.form.pages)) return document;
  const filled = document.form.pages.map((written: unknown) => {
    const page = whole(written, pages);
    if (!isRecord(page) || !Array.isArray(page.fields)) return page;
    return { ...page, fields: page.fields.map((field: unknown) => whole(field, fields)) };
  });
  return { ...document, form: { ...document.form, pages: filled } };
}

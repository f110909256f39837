import type { UploadBody } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { isNameTaken, type Part } from './model.js';

/** What a file of a dataset is called and what stands in it, as it is typed. */
export type TypedPart = Pick<Part, 'name' | 'description'>;
export type PartFaults = Partial<Record<keyof TypedPart, Extract<MessageKey, `dataset.${string}`>>>;

const MOST_NAME = 200;
const MOST_DESCRIPTION = 1000;

export function typedPart(body: UploadBody): TypedPart {
  const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '');
  return { name: text('name'), description: text('description').replace(/\r\n?/g, '\n') };
}

/** `parts`: those of its dataset, of which `key` is meant; none: a new one. */
export const partFaults = (
  { name, description }: TypedPart,
  parts: readonly Part[],
  key?: string,
): PartFaults => ({
  ...(isNameTaken(parts, name, key) && { name: 'dataset.partNameTaken' }),
  ...(name === '' && { name: 'dataset.partNameMissing' }),
  ...(name.length > MOST_NAME && { name: 'dataset.partNameLong' }),
  ...(description.length > MOST_DESCRIPTION && { description: 'dataset.partDescriptionLong' }),
});

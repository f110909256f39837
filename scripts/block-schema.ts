// JSON Schemas of definitions whose forms may take over blocks. What is parsed has its blocks in place already
// (withBlocks); what is written, and what an editor checks, has `use: <block>` where a page or a field stands.

interface Schema {
  [key: string]: unknown;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const USE = { type: 'string', description: 'Block of catalog/common/library/blocks.yaml' };

/** All that the kinds of a thing may state, each property as any of them has it. */
function propertiesOf(kinds: readonly Schema[]): Schema {
  const variants = new Map<string, Map<string, unknown>>();
  for (const { properties } of kinds) {
    for (const [name, schema] of Object.entries(isSchema(properties) ? properties : {})) {
      const known = variants.get(name) ?? new Map();
      variants.set(name, known.set(JSON.stringify(schema), schema));
    }
  }
  return Object.fromEntries(
    [...variants].map(([name, schemas]) => {
      const [first, ...others] = schemas.values();
      return [name, others.length === 0 ? first : { anyOf: [...schemas.values()] }];
    }),
  );
}

/** A block and what is changed of it, beside the thing written out. */
function orBlock(written: Schema): Schema {
  const kinds = Array.isArray(written.oneOf) ? written.oneOf.filter(isSchema) : [written];
  return {
    anyOf: [
      written,
      {
        type: 'object',
        properties: { use: USE, ...propertiesOf(kinds) },
        required: ['use'],
        additionalProperties: false,
      },
    ],
  };
}

interface Form {
  properties: Schema;
  pages: Schema;
  page: Schema;
  field: Schema;
}

/** A form, told by its pages of fields. */
function asForm(schema: Schema): Form | null {
  const { properties } = schema;
  const { pages } = isSchema(properties) ? properties : {};
  const page = isSchema(pages) ? pages.items : undefined;
  const { fields } = isSchema(page) && isSchema(page.properties) ? page.properties : {};
  const field = isSchema(fields) ? fields.items : undefined;
  return isSchema(properties) && isSchema(pages) && isSchema(page) && isSchema(field)
    ? { properties, pages, page, field }
    : null;
}

/** The schema with `use` allowed for every page and field of its forms. Those stand once, under $defs. */
export function withUse(whole: Schema): Schema {
  const $defs: Schema = {};
  const replaced = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(replaced);
    if (!isSchema(part)) return part;
    const form = asForm(part);
    if (!form) return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, replaced(value)]));
    const { properties, pages, page, field } = form;
    const asked = isSchema(page.properties) ? page.properties : {};
    const fields = { ...(isSchema(asked.fields) ? asked.fields : {}), items: { $ref: '#/$defs/field' } };
    $defs.field = orBlock(field);
    $defs.page = orBlock({ ...page, properties: { ...asked, fields } });
    return { ...part, properties: { ...properties, pages: { ...pages, items: { $ref: '#/$defs/page' } } } };
  };
  return { ...(replaced(whole) as Schema), $defs };
}

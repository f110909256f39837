import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';

const read = async <Content>(file: string): Promise<Content> =>
  parse(await readFile(join(SHIPPED_CATALOG, file), 'utf8')) as Content;
interface Posting {
  grants: { role: string; unit?: string }[];
}
const { roles } = await read<{ roles: Record<string, { may: string[] }> }>('common/access.yaml');
const { cities } = await read<{
  cities: Record<string, { staff: Record<string, Posting>; sections?: Record<string, Posting> }>;
}>('common/demo/personas.yaml');

test.each(Object.entries(cities))(
  'every register of %s has somebody in the demo who may read a file into it',
  async (slug, { staff, sections = {} }) => {
    const { registers } = await read<{ registers: { register: string; unit: string }[] }>(
      `${slug}/registers/adopted.yaml`,
    );
    expect(registers.length).toBeGreaterThan(0);
    const grants = [...Object.values(staff), ...Object.values(sections)].flatMap((one) => one.grants);
    const keepers = grants.filter(({ role }) => roles[role]?.may.includes('register.import'));
    const isKept = (unit: string) => keepers.some((one) => one.unit === undefined || one.unit === unit);
    expect(registers.filter(({ unit }) => !isKept(unit)).map(({ register }) => register)).toEqual([]);
  },
);

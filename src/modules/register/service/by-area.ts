import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { csvLines, csvText } from '#kernel/sheets/write-csv.js';
import { isPublicField } from '../definition-problems.js';
import { type KeptRegister, registerSubject } from '../model.js';
import { countWithin } from '../store/within.js';
import type { RegisterDeps } from './deps.js';
import type { ListWish, ReadingService } from './reading.js';

/** Register of the boundaries. */
const AREAS = 'areas';
const PAGE = 50;

export interface AreaCount {
  id: string;
  key: string;
  label: string;
  count: number;
}

/** Whether it is asked as staff, who see what they see, or as everybody. */
export type Reader = 'staff' | 'public';

/** How many rows of a register lie in each area. */
export function createByArea({ kernel }: Pick<RegisterDeps, 'kernel'>, reading: ReadingService) {
  const { database } = kernel;
  const { rights } = reading;

  const registersOf = (context: Context, reader: Reader): KeptRegister[] =>
    reader === 'staff'
      ? rights.seen(context)
      : rights.published(context).filter(({ register }) => register.place?.notPublic === undefined);

  /** Points are counted by areas, where the reader may know where both lie, and what the areas are called. */
  function isOffered(context: Context, register: string, reader: Reader): boolean {
    const seen = registersOf(context, reader);
    const kept = seen.find((one) => one.register.id === register);
    const areas = seen.find((one) => one.register.id === AREAS)?.register;
    const name = areas?.fields.find(({ ask }) => ask.id === areas.label);
    const isNamed = name !== undefined && (reader === 'staff' || isPublicField(name));
    return isNamed && register !== AREAS && (kept?.register.place?.kinds.includes('point') ?? false);
  }

  async function page(
    context: Context,
    register: string,
    reader: Reader,
    after: ListWish['after'],
  ): Promise<{ items: AreaCount[]; next: NonNullable<ListWish['after']> | null }> {
    if (!isOffered(context, register, reader)) throw notFound(`${registerSubject(register)} by areas`);
    const list = reader === 'staff' ? reading.list : reading.publicList;
    const { items: areas, next } = await list(context, AREAS, { after, limit: PAGE });
    const items = await database.transaction(tenantOf(context), async (tx) => {
      const counted: AreaCount[] = [];
      for (const area of areas) {
        const { id, key, label, geometry } = area;
        counted.push({ id, key, label, count: await countWithin(tx, register, geometry) });
      }
      return counted;
    });
    return { items, next };
  }

  return {
    isOffered,
    page,

    /** All of it as CSV, area by area as it is taken. The first page is there at once, so that what may not be is refused. */
    csv: async (
      context: Context,
      register: string,
      reader: Reader,
      headings: readonly string[],
    ): Promise<{ content: AsyncIterable<string>; name: string }> => {
      const first = await page(context, register, reader, undefined);
      async function* pieces() {
        yield csvText([headings]);
        for (let part = first; ; part = await page(context, register, reader, part.next ?? undefined)) {
          yield csvLines(part.items.map(({ key, label, count }) => [key, label, count]));
          if (!part.next) return;
        }
      }
      return { content: pieces(), name: `${tenantOf(context)}_${register.replaceAll('-', '_')}_by_area.csv` };
    },
  };
}

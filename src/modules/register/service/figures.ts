import { type Context, tenantOf } from '#kernel/context.js';
import type { RowCount } from '../definition.js';
import { countedNow } from '../store/counted.js';
import type { RegisterDeps } from './deps.js';
import type { ReadingService } from './reading.js';

export interface RegisterFigure {
  count: RowCount;
  rows: number;
}

/** What the counts of a register hold now. */
export const createFigures = ({ kernel }: Pick<RegisterDeps, 'kernel'>, reading: ReadingService) => ({
  async of(context: Context, id: string): Promise<RegisterFigure[]> {
    const { counts } = reading.rights.keptAs(context, id).register;
    if (counts.length === 0) return [];
    const now = await kernel.database.transaction(tenantOf(context), (tx) => countedNow(tx, id));
    return counts.map((count) => ({ count, rows: now.get(count.id) ?? 0 }));
  },
});

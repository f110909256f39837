import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import type { UnitNames } from '../views/task-table.js';

export const unitNames =
  ({ municipality }: Context, { t }: PageContext): UnitNames =>
  (unit) =>
    unit === null
      ? t('guide.list.elsewhere')
      : (municipality.units.find(({ id }) => id === unit)?.name ?? unit);

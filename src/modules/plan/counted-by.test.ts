import { expect, it } from 'vitest';
import { indicatorsCounting } from './counted-by.js';
import type { CountBinding } from './definition.js';
import type { MeasureView } from './model.js';

const measureOf = (id: string, count?: Partial<CountBinding>): MeasureView =>
  ({
    number: id,
    label: `(${id})`,
    title: id,
    indicators: [{ id, name: id, ...(count && { count: { period: 'fiscalYear', external: [], ...count } }) }],
  }) as unknown as MeasureView;

const submitted = (where: CountBinding['numerator']['where'] = {}) => ({ entry: 'case.submitted', where });

it('finds what counts the entries of one procedure, on either side of a ratio', () => {
  const measures = [
    measureOf('typed'),
    measureOf('this', { numerator: submitted({ procedure: ['dog', 'residence'], channel: 'online' }) }),
    measureOf('other', { numerator: submitted({ procedure: 'water' }) }),
    measureOf('all', { numerator: { entry: 'payment.paid', where: {} }, denominator: submitted() }),
    measureOf('unit', { numerator: submitted({ unit: 'tax' }) }),
    measureOf('signIn', { numerator: { entry: 'identity.signedIn', where: {} } }),
  ];
  const written = { types: ['case.submitted'], attributes: { procedure: 'dog', unit: 'resident' } };
  expect(indicatorsCounting(measures, written).map(({ indicator }) => indicator.id)).toEqual(['this', 'all']);
});

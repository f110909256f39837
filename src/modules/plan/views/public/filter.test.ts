import { beforeAll, describe, expect, test } from 'vitest';
import { planOnPaper } from '../../exchange/living-catalog.fixture.js';
import type { MeasureView, PlanView } from '../../model.js';
import {
  type FilterOptions,
  filterMeasures,
  filterOptions,
  filterQuery,
  isFiltered,
  mainFigure,
  type OverviewQuery,
  readFilter,
} from './filter.js';

let plan: PlanView;
let options: FilterOptions;
beforeAll(async () => {
  plan = await planOnPaper('nara-city');
  options = filterOptions(plan);
});

const found = (query: OverviewQuery) =>
  filterMeasures(plan.measures, readFilter(query, options)).map(({ number }) => number);
const measure = (number: string): MeasureView => {
  const one = plan.measures.find((candidate) => candidate.number === number);
  if (!one) throw new Error(`no measure ${number}`);
  return one;
};

describe('what is offered', () => {
  test('is what the plan has', async () => {
    expect(options.stages).toEqual(['concept', 'planning', 'operation', 'ended']);
    expect(options.listed).toEqual([2022, 2021, 2020]);
    expect(options.departments).toContain('市民部 市民課');
    expect(options.hasCounted).toBe(true);
    const katsuragi = filterOptions(await planOnPaper('katsuragi'));
    expect(katsuragi).toMatchObject({ departments: [], listed: [], hasCounted: true });
  });
});

describe('a filter', () => {
  test.each<[OverviewQuery, number]>([
    [{}, 43],
    [{ stage: 'ended' }, 10],
    [{ pillar: '3' }, 2],
    [{ department: '市民部 市民課', stage: 'operation' }, 4],
    [{ counted: 'yes' }, 7],
  ])('%o finds %i measures', (query, count) => {
    expect(found(query)).toHaveLength(count);
  });

  test('by rating finds the running measures that carry it, and each of them carries one', () => {
    const byRating = options.ratings.map((rating) => found({ rating }));
    const running = plan.measures.filter(({ stage }) => stage !== 'ended').map(({ number }) => number);
    expect(byRating.flat().toSorted()).toEqual(running.toSorted());
    expect(found({ rating: 'behind' })).toContain('1-8');
  });

  test('by year keeps what has a figure of that year, and rates by it', () => {
    expect(found({ year: '2021' })).toContain('1-8');
    expect(found({ year: '2021' })).not.toContain('1-15');
    expect(found({ year: '2021', rating: 'behind' })).toContain('1-8');
    expect(found({ year: '2022', rating: 'behind' })).not.toContain('1-8');
  });

  test('does not mind widths, capitals and kana', () => {
    expect(found({ q: 'gis' })).toEqual(found({ q: 'ＧＩＳ' }));
    expect(found({ q: 'ごみ' })).toEqual(found({ q: 'ゴミ' }));
    expect(found({ q: 'gis' }).length).toBeGreaterThan(0);
  });

  test('by several words finds what holds all of them', () => {
    const online = found({ q: 'オンライン' });
    const both = found({ q: '窓口　オンライン' });
    expect(both).toEqual(online.filter((number) => found({ q: '窓口' }).includes(number)));
    expect(both).toContain('1-8');
    expect(both.length).toBeLessThan(online.length);
    expect(found({ q: 'オンライン そんなことばはない' })).toEqual([]);
  });

  test('that the plan does not know is left out', () => {
    const filter = readFilter(
      { pillar: '9', stage: 'Z', rating: 'good', year: '1066', listed: 'x', counted: 'no', q: '  ' },
      options,
    );
    expect(isFiltered(filter)).toBe(false);
    expect(filterQuery(filter)).toBe('');
  });

  test('comes back from its address as it was', () => {
    const filter = readFilter(
      { pillar: '1', stage: 'operation', year: '2021', counted: 'yes', q: '窓口 & <電子>' },
      options,
    );
    const address = new URLSearchParams(filterQuery(filter));
    expect(readFilter(Object.fromEntries(address), options)).toEqual(filter);
  });
});

describe('the figure that speaks for a measure', () => {
  test('is a result in figures before words and promises', () => {
    expect(mainFigure(measure('1-3'))).toMatchObject({
      indicator: { id: 'closed-stacks-tagged' },
      at: { fiscalYear: 2020, result: 50 },
    });
  });

  test('is a counted result before a typed one', () => {
    const typed = measure('1-8');
    const [first, second] = typed.indicators;
    if (!first || !second) throw new Error('1-8 has two indicators');
    expect(mainFigure(typed)?.indicator.id).toBe('pre-entries');
    const year = first.years[0];
    if (!year) throw new Error('pre-entries has a year');
    const counted = { ...year, result: 1, source: 'counted' as const };
    expect(mainFigure({ ...typed, indicators: [first, { ...second, latest: counted }] })?.indicator.id).toBe(
      'online-certificate-applications',
    );
  });

  test('is none where there is no indicator', () => {
    expect(mainFigure(measure('1-1'))).toBeNull();
  });
});

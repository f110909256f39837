import { describe, expect, it } from 'vitest';
import { journey } from '#forms/journey.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { readCommonProcedures } from '../catalog.js';
import { Procedure } from '../definition.js';
import { turnsOf, WALK_DAY } from '../walk.fixture.js';
import { awaitedParts } from './model.js';

const common = await readCommonProcedures(SHIPPED_CATALOG);
const aid = Procedure.parse({ ...common.get('chronic-disease-aid')?.document, unit: 'health-center' });
const facts = { today: WALK_DAY };

describe('the aid for chronic diseases of children', () => {
  it('waits for the doctor where the doctor writes online, and for nobody where the opinion is attached or not needed', () => {
    const ways = turnsOf(aid.form).map((answers) => journey(aid.form, answers, facts).relevant);
    for (const relevant of ways)
      expect(awaitedParts(aid, relevant, [], facts)).toBe(relevant.opinionWay === 'online' ? 1 : 0);
    expect(new Set(ways.map(({ opinionWay }) => opinionWay))).toEqual(
      new Set(['online', 'paper', undefined]),
    );
    expect(ways.filter(({ opinion }) => opinion).every(({ opinionWay }) => opinionWay === 'paper')).toBe(
      true,
    );
  });
});

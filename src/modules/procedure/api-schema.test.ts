import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { isTyped } from '#forms/fields/field.js';
import { journey } from '#forms/journey.js';
import { answersJsonSchema } from '#forms/json-schema.js';
import { everyForm, turnsOf, WALK_DAY } from './walk.fixture.js';

const FACTS = { today: WALK_DAY, channel: 'api' } as const;

describe.each(await everyForm())('the schema of the answers of $name', ({ form }) => {
  it('takes every way through the form, and misses what a way needs', () => {
    const ajv = addFormats.default(new Ajv2020());
    ajv.addVocabulary(['x-sensitivity']);
    const validate = ajv.compile(answersJsonSchema(form, 'ja'));
    const unnoticed: string[] = [];
    for (const answers of turnsOf(form)) {
      const { pages, relevant } = journey(form, answers, FACTS);
      const asked = pages.flatMap(({ fields }) => fields).filter(isTyped);
      const sent = Object.fromEntries(asked.map(({ id }) => [id, relevant[id]]));
      expect(validate(sent), JSON.stringify(validate.errors)).toBe(true);
      for (const { id, optional } of asked) {
        if (optional) continue;
        const { [id]: _, ...less } = sent;
        if (validate(less)) unnoticed.push(id);
      }
    }
    expect(unnoticed).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { certificateForm } from './fixtures.js';
import { answersJsonSchema } from './json-schema.js';

it('describes the stored answers of a form', () => {
  const schema = answersJsonSchema(certificateForm, 'ja');
  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: {
      applicantIs: {
        type: 'string',
        enum: ['self', 'agent'],
        title: 'どなたの証明書ですか',
        'x-sensitivity': 'ordinary',
      },
      birthDate: { type: 'string', format: 'date' },
      copies: { type: 'integer', minimum: 1, maximum: 10 },
      items: { anyOf: [{ type: 'array', items: { enum: ['domicile', 'head'] } }, { type: 'null' }] },
      homeAddress: { type: 'object', required: ['postalCode', 'prefecture', 'town', 'street'] },
      consented: { const: true },
    },
  });
  // What depends on other answers is not needed by the schema alone.
  expect(schema.required).toEqual([
    'applicantIs',
    'personName',
    'birthDate',
    'homeAddress',
    'copies',
    'consented',
  ]);
  expect(schema.properties).not.toHaveProperty('note');
  expect(JSON.stringify(schema).match(/\$schema/g)).toHaveLength(1);
});

it('has titles in the language asked for', () => {
  expect(answersJsonSchema(certificateForm, 'en')).toMatchObject({
    properties: { personName: { title: 'Name' } },
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isQuestion, isTyped } from '#forms/fields/field.js';
import { sampleAnswer } from '#forms/sample-answers.js';
import { isFileField } from '#forms/uploads.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { type OwnCatalog, ownCatalog } from '#testing/own-catalog.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { readCommonRegisters } from './catalog.js';
import type { Register } from './definition.js';
import { sentFile } from './fixtures.js';
import type { Geometry } from './geometry.js';

/*
 * Every register of catalog/common, kept by one town: a valid row is saved, a row without what is needed is refused
 * beside its field, and what is taken out as a file is the same when it is read in again.
 */

const shipped = [...(await readCommonRegisters(SHIPPED_CATALOG)).values()];
/** Registers after those that they name. */
const inOrder: Register[] = [];
const add = (register: Register): void => {
  if (inOrder.includes(register)) return;
  for (const { relation } of register.fields) {
    const named = shipped.find(({ id }) => id === relation);
    if (named) add(named);
  }
  inOrder.push(register);
};
shipped.forEach(add);

const ADOPTED = `area: [135.71, 34.55, 136.08, 34.76]
registers:
${shipped.map(({ id }) => `  - { register: ${id}, unit: information-policy }`).join('\n')}
`;
const PLACES = {
  point: { type: 'Point', coordinates: [135.8048, 34.6851] },
  line: {
    type: 'LineString',
    coordinates: [
      [135.8, 34.68],
      [135.81, 34.69],
    ],
  },
  polygon: {
    type: 'Polygon',
    coordinates: [
      [
        [135.8, 34.68],
        [135.81, 34.68],
        [135.81, 34.69],
        [135.8, 34.68],
      ],
    ],
  },
} as const satisfies Record<string, Geometry>;

let catalog: OwnCatalog;
let app: TestApp;
/** Keys of the rows that were made, by register. */
const keys = new Map<string, string>();

beforeAll(async () => {
  catalog = await ownCatalog({ 'nara-city/registers/adopted.yaml': ADOPTED });
  app = await testApp({ settings: { CATALOG_DIR: catalog.folder } });
});
afterAll(async () => {
  await app.stop();
  await catalog.remove();
});

const keeper = () => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no town');
  const grants = [{ role: 'section-head', unit: null }];
  return contextAt(
    municipality,
    { kind: 'staff', id: '00000000-0000-7000-8000-000000000001', name: '', grants },
    TEST_NOW,
  );
};
const services = () => app.modules.register.services;

/** Answers to all fields; files only come through the form. */
function sample({ fields }: Register): Record<string, unknown> {
  const today = Temporal.PlainDate.from('2026-11-20');
  const asked = fields.filter(({ ask }) => isQuestion(ask) && isTyped(ask) && !isFileField(ask));
  return Object.fromEntries(
    asked.map(({ ask, relation }, at) => [
      ask.id,
      relation === undefined ? isQuestion(ask) && sampleAnswer(ask, 0, today, at) : keys.get(relation),
    ]),
  );
}

describe.each(inOrder)('$id', (register) => {
  const [kind] = register.place?.kinds ?? [];
  const input = () => ({ values: sample(register), ...(kind && { geometry: PLACES[kind] }) });

  test('says for each field that is not published why, and how long rows are kept by what rule', () => {
    expect(register.retention.basis).not.toBe('');
    for (const { ask, notPublic } of register.fields)
      if (isQuestion(ask) && ask.sensitivity !== 'ordinary') expect(notPublic).toBeTruthy();
  });

  test('a row without what is needed is refused beside its field, and nothing is written', async () => {
    for (const { ask } of register.fields.filter((one) => isTyped(one.ask) && !one.ask.optional)) {
      const saved = await services().rows.create(keeper(), register.id, {
        ...input(),
        values: { ...sample(register), [ask.id]: null },
      });
      expect(saved).toMatchObject({ ok: false, faults: [{ field: ask.id }] });
    }
    expect(await services().reading.count(keeper(), register.id, {})).toBe(0);
  });

  const formats = kind ? (['csv', 'shapefile'] as const) : (['csv'] as const);
  test.each(formats)(
    'a row is saved, and its file is the same when it is read in again as %s',
    async (format) => {
      if (!keys.has(register.id)) {
        const saved = await services().rows.create(keeper(), register.id, input());
        if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
        const { row } = await services().reading.open(keeper(), register.id, saved.id);
        keys.set(register.id, row.key);
      }
      const file = await services().exporting.staff(keeper(), register.id, { format });
      const bytes = Buffer.concat(
        await Array.fromAsync(file.content, (piece) => Buffer.from(piece as string)),
      );
      const received = await services().imports.receive(keeper(), register.id, sentFile(file.name, bytes));
      if (received.kind !== 'checked') throw new Error(received.fault);
      const { one } = await services().imports.view(keeper(), received.id);
      const { created, changed, same, wrong, report } = one;
      expect({ created, changed, same, wrong, lines: report.lines }).toEqual({
        created: 0,
        changed: 0,
        same: 1,
        wrong: 0,
        lines: [],
      });
    },
  );
});

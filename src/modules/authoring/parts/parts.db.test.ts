import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { compareDefinitions } from '../comparison/compare.js';
import { applyEdits } from '../edits/apply-edit.js';
import { contextOf } from '../fixtures.js';
import type { DraftDocument } from '../model.js';
import { problemsOf } from '../problems.js';
import { fromYaml, toYaml } from '../yaml.js';
import type { PartContext, PartName } from './control.js';
import { PARTS } from './registry.js';

/*
 * Every part of the editor, opened on every shipped definition and saved as it stands, changes nothing: what the
 * editor cannot say it keeps.
 */

const t = translatorFor('ja');
let app: TestApp;
let documents: [string, DraftDocument][];

beforeAll(async () => {
  app = await testApp();
  const context = await contextOf(app.kernel, 'nara-city', 'clerk');
  const { originals } = app.modules.procedure.api.publishing;
  documents = originals(context)
    .filter(({ city }) => city === null)
    .map(({ id, document }) => {
      const { version: _, ...rest } = document as unknown as DraftDocument & { version: number };
      return [id, { ...rest, unit: 'civic-affairs' }];
    });
});
afterAll(() => app?.stop());

const units = [{ id: 'civic-affairs', name: '市民課' }];

/** Every part and what it can be opened on. */
function placesIn(document: DraftDocument): [PartName, string | null][] {
  const { pages } = document.form;
  return [
    ...(['general', 'fee', 'output', 'review', 'rules'] as const).map((part): [PartName, null] => [
      part,
      null,
    ]),
    ...(document.fee?.reductions ?? []).map((_, at): [PartName, string] => ['reduction', String(at)]),
    ...pages.flatMap((page): [PartName, string][] => [
      ['page', page.id],
      ['condition', `page:${page.id}`],
      ...(page.checks ?? []).map((_, at): [PartName, string] => ['check', `${page.id}:${at}`]),
      ...page.fields.flatMap((field): [PartName, string][] => [
        ['field', field.id],
        ['condition', `field:${field.id}`],
      ]),
      ...(['en', 'ja-x-easy'] as const).map((locale): [PartName, string] => [
        'languages',
        `${locale}:${page.id}`,
      ]),
    ]),
    ...(document.thirdParties ?? []).map(({ id }): [PartName, string] => ['thirdParty', id]),
    ['languages', 'en:start'],
  ];
}

describe('on every shipped definition', () => {
  test('a part that is saved as it stands changes nothing', () => {
    expect(documents.length).toBeGreaterThan(15);
    for (const [id, document] of documents) {
      for (const [name, of] of placesIn(document)) {
        const part = PARTS[name];
        const context: PartContext = { t, document, of, units };
        const typed = part.typed(context);
        expect(typed, `${id} ${name} ${of}`).not.toBeNull();
        if (typed === null) continue;
        expect(part.title(context)).not.toBe('');
        expect(part.controls(context, typed).length, `controls of ${id} ${name} ${of}`).toBeGreaterThan(0);
        const read = part.read(context, typed);
        expect(read, `${id} ${name} ${of}`).toMatchObject({ ok: true });
        if (!read.ok) continue;
        const edited = applyEdits(document, read.edits);
        expect(edited, `${id} ${name} ${of}`).toMatchObject({ ok: true });
        // Most parts give back the very document; a comparison in words takes longer.
        if (!edited.ok || isDeepStrictEqual(edited.document, document)) continue;
        expect(compareDefinitions(t, document, edited.document), `${id} ${name} ${of}`).toEqual([]);
      }
    }
  });

  test('nothing is to be mended', () => {
    for (const [id, document] of documents)
      expect([id, problemsOf(document, new Set(['civic-affairs']))]).toEqual([id, []]);
  });

  test('a file that was exported says the same when it is imported, and is the same text again', () => {
    for (const [id, document] of documents) {
      const text = toYaml(document, ['見出し']);
      const read = fromYaml(text, 'x.yaml');
      expect(read, id).toMatchObject({ ok: true });
      if (!read.ok) continue;
      expect(compareDefinitions(t, document, read.document)).toEqual([]);
      expect(toYaml(read.document, ['見出し'])).toBe(text);
    }
  });
});

test('words that the editor proposed for a fee follow the fee; those that somebody wrote stay', () => {
  const [, shipped] = documents.find(([id]) => id === 'residence-certificate') ?? [];
  if (!shipped?.fee) throw new Error('it has a fee');
  const textFor = (document: DraftDocument, changes: Record<string, string>): unknown => {
    const context: PartContext = { t, document, of: null, units };
    const read = PARTS.fee.read(context, { ...PARTS.fee.typed(context), ...changes });
    const edited = read.ok && applyEdits(document, read.edits);
    return edited ? edited.ok && edited.document.fee : null;
  };
  const proposed = textFor(shipped, { mode: 'fixed', fixed: '500', text: '' });
  expect(proposed).toMatchObject({ amount: '500', text: '500円' });
  const before = { ...shipped, fee: { ...shipped.fee, amount: '500', text: '500円' } };
  expect(textFor(before, { fixed: '600' })).toMatchObject({ amount: '600', text: '600円' });
  expect(textFor(before, { fixed: '600', text: '1枚500円' })).toMatchObject({ text: '1枚500円' });
});

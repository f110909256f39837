import { describe, expect, test } from 'vitest';
import { smallDocument } from '../fixtures.js';
import { applyEdit } from './apply-edit.js';
import { whereUsed } from './uses.js';

const document = smallDocument('dog');
const idsOf = (doc: typeof document) => doc.form.pages.flatMap(({ fields }) => fields.map(({ id }) => id));

describe('a question', () => {
  test('that the fee is counted from cannot be removed, and its uses are named', () => {
    const edited = applyEdit(document, { kind: 'removeField', id: 'copies', cascade: true });
    expect(edited).toMatchObject({ ok: false, code: 'stillUsed' });
    expect(whereUsed(document, 'copies').map(({ as }) => as)).toEqual(['fee', 'printed']);
  });

  test('that only a condition looks at goes with the condition when that is agreed to', () => {
    expect(applyEdit(document, { kind: 'removeField', id: 'injected' })).toMatchObject({
      ok: false,
      code: 'stillUsed',
    });
    const edited = applyEdit(document, { kind: 'removeField', id: 'injected', cascade: true });
    if (!edited.ok) throw new Error(edited.code);
    expect(idsOf(edited.document)).toEqual(['tag', 'copies']);
    expect(edited.document.form.pages[0]?.fields[0]?.show).toBeUndefined();
    expect(edited.along).toHaveLength(1);
    // What was given stays as it was.
    expect(idsOf(document)).toEqual(['injected', 'tag', 'copies']);
  });

  test('that is renamed is renamed wherever it is used', () => {
    const [, , copies] = document.form.pages[0]?.fields ?? [];
    if (!copies) throw new Error('no such field');
    const edited = applyEdit(document, {
      kind: 'changeField',
      id: 'copies',
      field: { ...copies, id: 'sheets' },
    });
    if (!edited.ok) throw new Error(edited.code);
    expect(edited.document.fee?.amount).toBe('sheets * 300');
    expect(edited.document.output).toMatchObject({ fields: ['sheets'] });
    expect(whereUsed(edited.document, 'copies')).toEqual([]);
  });

  test('cannot take a name that is taken, or that means something in conditions', () => {
    const field = (id: string) => ({ id, kind: 'text', label: 'x', sensitivity: 'ordinary' }) as const;
    const add = (id: string) => applyEdit(document, { kind: 'addField', page: 'dog', field: field(id) });
    expect(add('tag')).toMatchObject({ ok: false, code: 'fieldIdTaken' });
    for (const id of ['today', 'if', 'not', 'あ', 'a-b'])
      expect([id, add(id)]).toMatchObject([id, { ok: false, code: 'badId' }]);
    expect(add('size')).toMatchObject({ ok: true });
  });

  test('keeps its place at the edges', () => {
    expect(applyEdit(document, { kind: 'moveField', id: 'injected', by: -1 })).toMatchObject({
      ok: false,
      code: 'atEdge',
    });
    const edited = applyEdit(document, { kind: 'moveField', id: 'copies', by: -1 });
    expect(edited.ok && idsOf(edited.document)).toEqual(['injected', 'copies', 'tag']);
  });
});

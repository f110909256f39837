import { describe, expect, it } from 'vitest';
import { isTyped, type Question } from '#forms/fields/field.js';
import { journey } from '#forms/journey.js';
import { sampleAnswers } from '#forms/sample-answers.js';
import { fieldsOutside, tableColumns } from '#forms/table/columns.js';
import { rowOf, tableExample } from '#forms/table/example.js';
import { tableReader } from '#forms/table/read-rows.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { templateBook, templateCsv } from './bulk.js';
import { readCommonProcedures } from './catalog.js';
import { judgeRow, readTable } from './service/bulk-reading.js';
import { turnsOf } from './walk.fixture.js';

const TODAY = Temporal.PlainDate.from('2026-11-20');
const FACTS = { today: TODAY };
const procedures = [...(await readCommonProcedures(SHIPPED_CATALOG)).values()].map(
  ({ parsed }) => parsed.value,
);

describe.each(procedures)('a table of $id', (procedure) => {
  const { form } = procedure;
  const columns = tableColumns(form);
  const outside = new Set(fieldsOutside(form).map(({ id }) => id));

  it('has headings that differ and lead back to their columns, by words and by ids', () => {
    for (const headings of [columns.map(({ heading }) => heading), columns.map(({ key }) => key)]) {
      expect(new Set(headings).size).toBe(columns.length);
      const made = tableReader(form, headings);
      if (!made.ok) throw new Error(JSON.stringify(made.problems));
      expect(made.reader.columns.map((column) => column?.key)).toEqual(columns.map(({ key }) => key));
    }
  });

  it('has an example that is taken in unchanged, unless whoever applies hands in files', async () => {
    const isFileNeeded = turnsOf(form).every((answers) =>
      journey(form, answers, FACTS).pages.some(({ fields }) =>
        fields.some((field) => outside.has(field.id) && isTyped(field) && !field.optional),
      ),
    );
    expect(tableExample(form, TODAY).kind).toBe(isFileNeeded ? 'files' : 'row');
    const csv = await readTable(procedure, new TextEncoder().encode(templateCsv(procedure, TODAY)));
    const book = await readTable(procedure, templateBook(procedure, TODAY, translatorFor('ja')));
    for (const read of [csv, book]) {
      expect(read).toMatchObject(
        isFileNeeded ? { kind: 'unreadable', fault: 'noRows' } : { content: { rows: [{ row: 2 }] } },
      );
      if (read.kind !== 'read') continue;
      for (const row of read.content.rows)
        expect(judgeRow(procedure, read.reader, row, FACTS).outcome).toBeNull();
    }
  });

  it('carries every answer but files', () => {
    const made = tableReader(
      form,
      columns.map(({ heading }) => heading),
    );
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    for (let turn = 0; turn < 8; turn += 1) {
      const { relevant } = journey(form, sampleAnswers(form, turn, TODAY), FACTS);
      const { answers, problems } = made.reader.read(rowOf(columns, relevant), FACTS);
      expect(problems.filter(({ field }) => !outside.has(field))).toEqual([]);
      const isCarried = ([id, answer]: [string, unknown]) =>
        answer !== null && !outside.has(id) && typedIn(form).some((field) => field.id === id);
      expect(answers).toEqual(Object.fromEntries(Object.entries(relevant).filter(isCarried)));
    }
  });

  it('names what is missing by row and column, and never throws', () => {
    const made = tableReader(
      form,
      columns.map(({ key }) => key),
    );
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    const { problems } = made.reader.read([], FACTS);
    expect(problems.length).toBeGreaterThan(0);
    const needed = columns.filter(({ isRequired }) => isRequired).map(({ field }) => field.id);
    for (const id of needed) expect(problems.map(({ field }) => field)).toContain(id);
    const nonsense = made.reader.read(
      columns.map(() => '=〒\u0000🎌,;x'),
      FACTS,
    );
    expect(nonsense.problems.length).toBeGreaterThan(0);
  });
});

const typedIn = (form: (typeof procedures)[number]['form']): Question[] =>
  form.pages.flatMap(({ fields }) => fields.filter(isTyped));

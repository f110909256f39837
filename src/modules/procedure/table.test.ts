import { describe, expect, it } from 'vitest';
import { isTyped, type Question } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { journey } from '#forms/journey.js';
import { sampleAnswers } from '#forms/sample-answers.js';
import { fieldsOutside, type TableColumn, tableColumns } from '#forms/table/columns.js';
import { tableReader } from '#forms/table/read-rows.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { localize } from '#kernel/i18n/locales.js';
import { readCommonProcedures } from './catalog.js';

const TODAY = Temporal.PlainDate.from('2026-11-20');
const FACTS = { today: TODAY };
const procedures = [...(await readCommonProcedures(SHIPPED_CATALOG)).values()].map(
  ({ parsed }) => parsed.value,
);

/** What somebody would write into the cell for this answer: a date as a whole, a choice in words. */
function cellOf({ field, part, cell, options }: TableColumn, answer: unknown): string {
  if (answer === undefined || answer === null) return '';
  const raw = fieldType(field).toRaw(answer, field);
  if (/(^|\.)year$/.test(part)) {
    const near = part.replace(/year$/, '');
    const [year, month, day] = ['year', 'month', 'day'].map((piece) => raw[near + piece]?.[0] ?? '');
    return year ? `${year}年${month}月${day}日` : '';
  }
  const words = (value: string) => {
    const option = options.find((one) => one.value === value);
    return option ? localize(option.label, 'ja') : value;
  };
  const values = raw[part] ?? [];
  if (cell === 'yesNo' || cell === 'consent') return { true: '○', false: 'いいえ' }[values[0] ?? ''] ?? '';
  return cell === 'text' ? (values[0] ?? '') : values.map(words).join('；');
}

describe.each(procedures)('a table of $id', ({ form }) => {
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

  it('carries every answer but files', () => {
    const made = tableReader(
      form,
      columns.map(({ heading }) => heading),
    );
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    for (let turn = 0; turn < 8; turn += 1) {
      const { relevant } = journey(form, sampleAnswers(form, turn, TODAY), FACTS);
      const cells = columns.map((column) => cellOf(column, relevant[column.field.id]));
      const { answers, problems } = made.reader.read(cells, FACTS);
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

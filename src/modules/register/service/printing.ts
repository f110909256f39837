import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { append } from '#kernel/journal/journal.js';
import { eraDate } from '#kernel/values/era.js';
import type { RegisterField } from '../definition.js';
import { MOST_PRINTED, type Row, registerSubject } from '../model.js';
import { slotValues } from '../slots.js';
import { labelText, valueText } from '../value-text.js';
import { type RegisterDeps, unitName } from './deps.js';
import type { ListWish, ReadingService } from './reading.js';

const LIST = new URL('../templates/list.typ', import.meta.url);
const ja = translatorFor('ja');

/** Columns that can be read on A4. */
const MOST_COLUMNS = 12;
const MOST_TEXT = 300;
const PAGE = 1000;

export interface PrintWish {
  wish: ListWish;
  /** In this order; the name of the row stands before them. */
  columns: readonly RegisterField[];
  group: RegisterField | null;
  /** What the list was narrowed by, in words. */
  conditions: readonly string[];
}

const shortened = (text: string): string =>
  text.length > MOST_TEXT ? `${[...text].slice(0, MOST_TEXT).join('')}…` : text;

/** Lists on paper: A4 across, with what they were narrowed by, and when. */
export function createPrinting({ kernel }: Pick<RegisterDeps, 'kernel'>, reading: ReadingService) {
  const { database, typesetter } = kernel;

  async function rowsOf(
    context: Context,
    register: string,
    wish: ListWish,
  ): Promise<{ rows: Row[]; isWhole: boolean }> {
    const rows: Row[] = [];
    let after: ListWish['after'];
    do {
      const limit = Math.min(PAGE, MOST_PRINTED - rows.length);
      const { items, next } = await reading.list(context, register, { ...wish, after, limit });
      rows.push(...items);
      after = next ?? undefined;
    } while (after && rows.length < MOST_PRINTED);
    return { rows, isWhole: !after };
  }

  return {
    /** A PDF of the rows that the list shows, as far as paper goes: what is left out is said. Journalled. */
    async print(context: Context, register: string, print: PrintWish): Promise<Uint8Array> {
      const kept = reading.rights.keptAs(context, register);
      const { rows, isWhole } = await rowsOf(context, register, print.wish);
      const { group } = print;
      const columns = print.columns.slice(0, MOST_COLUMNS);
      const slot = group && kept.slots[group.ask.id];
      const groupOf = (row: Row | undefined) =>
        row && slot ? String(slotValues(kept.slots, row.values)[slot]) : null;
      const lines = rows.flatMap((row, at) => [
        ...(group && (at === 0 || groupOf(row) !== groupOf(rows[at - 1]))
          ? [
              {
                group: `${labelText(ja, group)}：${valueText(ja, group, row.values[group.ask.id]) || ja('register.list.blank')}`,
              },
            ]
          : []),
        {
          group: null,
          cells: [row.label, ...columns.map((field) => valueText(ja, field, row.values[field.ask.id]))].map(
            shortened,
          ),
        },
      ]);
      const madeOn = today(context.clock);
      const title = localize(kept.register.title, 'ja');
      const named = kept.register.fields.find(({ ask }) => ask.id === kept.register.label);
      const municipality = localize(context.municipality.name, 'ja');
      const pdf = await typesetter.renderPdf({
        template: LIST,
        data: {
          title,
          municipality,
          unit: unitName(context, kept.unit),
          madeOn: eraDate(madeOn),
          notes: [
            print.conditions.join('　'),
            isWhole
              ? ja('registerList.print.whole', { count: rows.length })
              : ja('registerList.print.cut', { count: rows.length }),
            ...(columns.length < print.columns.length
              ? [ja('registerList.print.columnsCut', { most: MOST_COLUMNS })]
              : []),
          ],
          headings: [
            named ? labelText(ja, named) : ja('register.index.name'),
            ...columns.map((field) => labelText(ja, field)),
          ],
          rows: lines,
        },
        meta: { title, author: municipality, date: madeOn },
        missingGlyph: 'mark',
      });
      await database.transaction(tenantOf(context), (tx) =>
        append(tx, context, {
          type: 'register.exported',
          subject: registerSubject(register),
          data: { register, unit: kept.unit, format: 'pdf' },
        }),
      );
      return pdf;
    },
  };
}

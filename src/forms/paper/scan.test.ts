import { beforeAll, describe, expect, test } from 'vitest';
import { createTypesetter } from '#kernel/documents/typesetter.js';
import { inkShares } from '#kernel/scans/page-image.js';
import { readScan } from '#kernel/scans/read-scan.js';
import { FormDefinition } from '../definition.js';
import { newSheetId, readSheetCode } from './code.js';
import { rasterised, scanned, written } from './fixtures.js';
import { SHEET_SHAPE } from './geometry.js';
import { type PaperLayout, paperDocument, paperLayout } from './paper-form.js';

const personal = { sensitivity: 'personal' } as const;
const form = FormDefinition.parse({
  pages: [
    {
      id: 'one',
      title: '申請する人について',
      fields: [
        {
          id: 'person',
          kind: 'person',
          label: '申請する人',
          ask: ['birthDate', 'sex', 'address', 'phone'],
          ...personal,
        },
        {
          id: 'colours',
          kind: 'choices',
          label: '色',
          options: ['red', 'green', 'blue', 'white'].map((value) => ({ value, label: `${value}色のもの` })),
          ...personal,
        },
        { id: 'sure', kind: 'yesNo', label: '確かですか', ...personal },
      ],
    },
    {
      id: 'two',
      title: '世帯',
      fields: [
        {
          id: 'members',
          kind: 'people',
          label: '世帯の人',
          itemLabel: '世帯員',
          fields: [
            { id: 'name', kind: 'name', label: '氏名', ...personal },
            {
              id: 'kind',
              kind: 'choice',
              label: '続柄',
              options: [
                { value: 'a', label: '子' },
                { value: 'b', label: '父母' },
              ],
              ...personal,
            },
          ],
          ...personal,
        },
        { id: 'account', kind: 'bankAccount', label: '口座', ...personal },
      ],
    },
  ],
});
const frame = {
  number: 3,
  title: '見本の申請',
  head: '奈良市長',
  city: '奈良市',
  office: { name: '市民課', phone: '0742-34-1111' },
  facts: [],
  hasFee: true,
};
const TICKED = [
  'person birthDate.era showa',
  'colours  green',
  'colours  white',
  'sure  false',
  'members 1.kind b',
];

let layout: PaperLayout;
let pdf: Uint8Array;
const sheet = newSheetId();
beforeAll(async () => {
  layout = paperLayout(form, frame);
  const code = { tenant: '292010', procedure: 'sample-form', version: '3.2', sheet };
  const meta = { author: '奈良市', date: Temporal.PlainDate.from('2026-11-20') };
  pdf = await createTypesetter().renderPdf(await paperDocument(layout, frame, code, meta));
});

const allTicks = () =>
  layout.positions.fields.flatMap(({ field, ticks }) =>
    ticks.map((tick) => ({ ...tick, name: `${field} ${tick.part} ${tick.value}` })),
  );

/** Names of the boxes that a scan shows ticked. */
async function tickedOn(
  pages: readonly Buffer[],
): Promise<{ ticked: string[]; laidBy: string[]; shares: number[] }> {
  const ticked: string[] = [];
  const laidBy: string[] = [];
  const shares: number[] = [];
  for (const picture of pages) {
    const [page] = await readScan(picture, SHEET_SHAPE);
    const code = page?.code ? readSheetCode(page.code) : null;
    if (!page || !code) throw new Error('no code');
    expect(code).toMatchObject({ tenant: '292010', procedure: 'sample-form', version: '3.2', sheet });
    laidBy.push(page.laidBy);
    const here = allTicks().filter((tick) => tick.page === code.page);
    const inks = await inkShares(page.image, here);
    shares.push(...inks);
    ticked.push(...here.filter((_, index) => (inks[index] ?? 0) > 0.08).map(({ name }) => name));
  }
  return { ticked, laidBy, shares };
}

describe('a form that was printed, ticked and scanned', () => {
  test.each([
    [150, 2],
    [150, 180],
    [200, 182],
    [200, 90],
    [300, -3],
  ])(
    'at %i dpi, turned by %i degrees: each tick is read and no other',
    async (dpi, turn) => {
      const blank = rasterised(pdf, dpi);
      const ticks = allTicks().filter(({ name }) => TICKED.includes(name));
      const pages = await Promise.all(
        blank.map(async (page, index) =>
          scanned(await written(page, dpi, { ticks: ticks.filter((tick) => tick.page === index + 1) }), turn),
        ),
      );
      const read = await tickedOn(pages);
      expect(read.ticked.sort()).toEqual([...TICKED].sort());
      expect(read.laidBy).toEqual(pages.map(() => 'marks'));
    },
    120_000,
  );
});

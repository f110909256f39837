import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBook } from '#kernel/sheets/read-book.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { pdfPages, pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { happened, planOffice } from '../fixtures.js';
import { CITIES } from './living-catalog.fixture.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

const bytes = async (path: string, headers: Record<string, string> = {}) => {
  const response = await app.request(path, { headers });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: new Uint8Array(await response.arrayBuffer()),
  };
};
const startOf = (body: Uint8Array) => Buffer.from(body.subarray(0, 5)).toString('latin1');

describe.each(Object.entries(CITIES))('files of %s, for everybody', (city, measures) => {
  test('the whole plan as PDF', async () => {
    const { status, type, body } = await bytes(`/${city}/plan/plan.pdf`);
    expect([status, type, startOf(body)]).toEqual([200, 'application/pdf', '%PDF-']);
  });

  test('the year as slides', async () => {
    const { status, type, body } = await bytes(`/${city}/plan/slides/2022.pdf`);
    expect([status, type, startOf(body)]).toEqual([200, 'application/pdf', '%PDF-']);
  });

  test('Excel with every measure', async () => {
    const { status, type, body } = await bytes(`/${city}/plan/plan.xlsx`);
    expect(status).toBe(200);
    expect(type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const read = await readBook(body);
    if (!read.ok) throw new Error(read.fault);
    expect(read.book.sheets.find(({ name }) => name === '施策')?.rows).toHaveLength(measures + 1);
  });

  test('CSV with a row for every figure and every measure without one, and JSON with every measure', async () => {
    const json = await (await app.request(`/${city}/plan/plan.json`)).json();
    expect(json).toMatchObject({ licence: { id: 'CC-BY-4.0' }, asOf: '2026-11-20' });
    expect(json.measures).toHaveLength(measures);
    // What has no figures has a row that says so.
    const rows = json.measures.flatMap(({ indicators }: { indicators: { values: unknown[] }[] }) =>
      indicators.length === 0
        ? [null]
        : indicators.flatMap(({ values }) => (values.length === 0 ? [null] : values)),
    );
    const csv = await bytes(`/${city}/plan/plan.csv`);
    expect(csv.type).toBe('text/csv; charset=UTF-8');
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv.body);
    expect(text.startsWith('\uFEFF団体コード,')).toBe(true);
    expect(text.match(/CC-BY-4\.0/g)).toHaveLength(rows.length);
  });
});

describe('one measure', () => {
  test.skipIf(popplerMissing)('has a sheet, by number and by printed label (poppler-utils)', async () => {
    for (const measure of ['1-8', encodeURIComponent('(1)-8')]) {
      const { status, body } = await bytes(`/nara-city/plan/${measure}/sheet.pdf`);
      expect(status).toBe(200);
      expect(await pdfPages(body)).toBe(1);
      expect(await pdfText(body)).toContain('スマート窓口申請');
    }
  });

  test.each([
    '/nara-city/plan/9-99/sheet.pdf',
    '/nara-city/plan/slides/1999.pdf',
    '/nara-city/plan/slides/2100.pdf',
    '/nara-city/plan/slides/last.pdf',
    '/nowhere/plan/plan.pdf',
  ])('%s is not found', async (path) => {
    expect((await bytes(path)).status).toBe(404);
  });
});

test('a counted figure says so in every file', async () => {
  const context = planOffice(app.kernel, 'nara-city');
  for (const number of ['1', '2', '3']) {
    await happened(app.kernel, context, {
      type: 'case.submitted',
      subject: `case/${number}`,
      data: { procedure: 'residence-certificate', channel: 'online' },
    });
  }
  const json = await (await app.request('/nara-city/plan/plan.json')).json();
  const measure = json.measures.find(({ number }: { number: string }) => number === '1-8');
  const indicator = measure.indicators.find(
    ({ id }: { id: string }) => id === 'online-certificate-applications',
  );
  expect(
    indicator.values.find(({ fiscalYear }: { fiscalYear: number }) => fiscalYear === 2026),
  ).toMatchObject({
    source: 'counted',
    running: true,
  });
  const csv = new TextDecoder().decode((await bytes('/nara-city/plan/plan.csv')).body);
  expect(csv).toMatch(/\(1\)-8,.*online-certificate-applications,.*,2026,.*,数えた値,はい,/);
  if (!popplerMissing) {
    const { body } = await bytes('/nara-city/plan/1-8/sheet.pdf');
    expect(await pdfText(body)).toMatch(/◆/);
  }
});

describe('a file for one section to fill in', () => {
  const path = `/nara-city/staff/plan/section.xlsx?department=${encodeURIComponent('市民部 市民課')}&year=2026`;

  test('holds its measures and a row of the year for each of their indicators', async () => {
    const { cookie } = await signInAs(app.kernel, 'nara-city', 'clerk');
    const { status, body } = await bytes(path, { cookie });
    expect(status).toBe(200);
    const read = await readBook(body);
    if (!read.ok) throw new Error(read.fault);
    const rowsOf = (name: string) =>
      read.book.sheets.find((sheet) => sheet.name === name)?.rows.slice(1) ?? [];
    const owner = rowsOf('施策').map((row) => String(row[4]?.value));
    expect(owner.length).toBeGreaterThan(1);
    for (const departments of owner) expect(departments.split('\n')).toContain('市民部 市民課');
    const indicators = rowsOf('指標').map((row) => `${row[0]?.value} ${row[2]?.value}`);
    const toFill = rowsOf('目標と実績')
      .filter((row) => row[4]?.value === 2026)
      .map((row) => `${row[0]?.value} ${row[2]?.value}`);
    expect(toFill).toEqual(indicators);
    expect(read.book.sheets.map(({ name }) => name)).not.toContain('計画');
  });

  test('is for staff, and for sections that the plan names', async () => {
    expect((await bytes(path)).status).toBe(303);
    const { cookie } = await signInAs(app.kernel, 'nara-city', 'clerk');
    expect(
      (await bytes('/nara-city/staff/plan/section.xlsx?department=x&year=2026', { cookie })).status,
    ).toBe(404);
  });
});

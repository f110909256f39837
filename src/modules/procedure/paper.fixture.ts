import { rasterised, scanned, written } from '#forms/paper/fixtures.js';
import type { PaperPositions } from '#forms/paper/geometry.js';
import type { SignedIn } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import type { TestApp } from '#testing/test-app.js';

/** Of the scanner in these tests. */
export const DPI = 200;

/** A form as a scanner gives it: ticked by hand, and each page put on the glass in its own way. */
export function scansOf(
  pdf: Uint8Array,
  {
    positions,
    ticked,
  }: { positions: PaperPositions; ticked: readonly string[] } | { positions?: never; ticked?: never } = {},
  turns: readonly number[] = [2, 182],
): Promise<Buffer[]> {
  const boxes = (positions?.fields ?? []).flatMap(({ field, ticks }) =>
    ticks.filter(({ value }) => ticked?.includes(`${field} ${value}`)),
  );
  return Promise.all(
    rasterised(pdf, DPI).map(async (page, index) => {
      const ticks = boxes.filter((box) => box.page === index + 1);
      return scanned(await written(page, DPI, { ticks }), turns[index % turns.length] ?? 0);
    }),
  );
}

/** What one does in the console of a city, by its addresses. */
export function deskOf(app: TestApp, city: string) {
  const get = (path: string, as: SignedIn) => app.request(path, { headers: { cookie: as.cookie } });
  const post = (path: string, body: FormData | URLSearchParams, as: SignedIn) =>
    app.request(path, { method: 'POST', body, headers: as.headers });
  return {
    get,
    post,
    /** Gives what the page says of the upload, and the sheets that it leads to. */
    async upload(
      bytes: Uint8Array,
      as: SignedIn,
      name = 'scan.pdf',
    ): Promise<{ text: string; scans: string[] }> {
      const body = new FormData();
      body.append('file', new File([bytes as BlobPart], name));
      const sent = await post(`${city}/staff/scans`, body, as);
      const result = await (await get(sent.headers.get('location') ?? '', as)).text();
      return { text: pageText(result), scans: scanIds(result) };
    },
  };
}

export const scanIds = (html: string): string[] => [
  ...new Set([...html.matchAll(/\/staff\/scans\/([0-9a-f-]{36})"/g)].map(([, id = '']) => id)),
];

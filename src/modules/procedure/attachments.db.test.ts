import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { SAMPLE_ANSWERS, typedPage } from './fixtures.js';

let app: TestApp;
const CITY = '/nara-city';
const START = `${CITY}/procedures/disaster-certificate/apply`;
const SAMPLE = SAMPLE_ANSWERS['disaster-certificate'] ?? {};
const SECRET = 'Secret Camera 4711';

let cookie = '';
const ORIGIN = 'http://localhost:3000';
const post = (path: string, body: FormData | URLSearchParams, as = cookie) =>
  app.request(path, { method: 'POST', body, headers: { cookie: as, origin: ORIGIN } });
const get = (path: string, as = cookie) => app.request(path, { headers: { cookie: as } });
const photo = () =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: '#364' } })
    .jpeg()
    .withExif({ IFD0: { Make: SECRET } })
    .toBuffer();
const at = (response: Response): string => response.headers.get('location') ?? '';

/** The pages up to the one with the photos; gives its address. */
async function upToPhotos(): Promise<string> {
  let path = at(await post(START, new URLSearchParams()));
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  const offered = municipality && app.modules.procedure.services.catalogue;
  if (!offered) throw new Error('no catalogue');
  for (;;) {
    const pageId = path.split('/').at(-1) ?? '';
    if (pageId === 'survey') return path;
    const page = procedurePages().find(({ id }) => id === pageId);
    path = at(await post(path, typedPage(page?.fields ?? [], SAMPLE)));
  }
}
const procedurePages = () => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no municipality');
  const context = {
    municipality,
    actor: { kind: 'anonymous' } as const,
    purpose: null,
    clock: app.kernel.clock,
    mayJournal: null,
  };
  return app.modules.procedure.services.catalogue.get(context, 'disaster-certificate').form.pages;
};

beforeAll(async () => {
  app = await testApp();
  const signedIn = await signInAs(app.kernel, 'nara-city', 'resident');
  cookie = signedIn.cookie;
});
afterAll(() => app.stop());

describe('a page with photos', () => {
  test('takes them in, keeps them when something else is wrong, and hands them to the case', async () => {
    const path = await upToPhotos();
    const wrong = new FormData();
    wrong.append('byPhoto', 'true');
    wrong.append('photos.upload', new File([new Uint8Array(await photo())], '../家の正面.jpg'));
    wrong.append('photos.upload', new File([new Uint8Array(5)], '壊れた.jpg'));
    const again = await post(path, wrong);
    expect(again.status).toBe(422);
    const page = await again.text();
    const words = pageText(page);
    expect(words).toContain('家の正面.jpg');
    expect(words).toContain('「壊れた.jpg」');
    const kept = /name="photos" value="([^"]+)"/.exec(page)?.[1]?.replaceAll('&quot;', '"') ?? '';
    expect(JSON.parse(kept)).toMatchObject({ name: '家の正面.jpg', mediaType: 'image/jpeg' });

    const right = new FormData();
    right.append('byPhoto', 'true');
    right.append('photos', kept);
    const next = await post(path, right);
    expect(next.status).toBe(303);
    await post(at(next), typedPage(procedurePages().find(({ id }) => id === 'use')?.fields ?? [], SAMPLE));
    const check = path.replace(/survey$/, 'check');
    const submitted = await post(check, new URLSearchParams({ _declaration: 'true' }));
    expect(at(submitted)).toMatch(/\/my\/cases\//);

    const caseAt = at(submitted).split('?')[0] ?? '';
    const mine = await (await get(caseAt)).text();
    const link = new RegExp(`${caseAt}/files/[0-9a-f-]+`).exec(mine)?.[0] ?? '';
    const file = await get(link);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    const bytes = Buffer.from(await file.arrayBuffer());
    expect((await sharp(bytes).metadata()).width).toBe(300);
    expect(bytes.includes(SECRET)).toBe(false);

    const other = await signInAs(app.kernel, 'nara-city', 'business');
    expect((await get(link, other.cookie)).status).toBe(404);
  });

  test('does not believe a kept file that is somebody else’s', async () => {
    const path = await upToPhotos();
    const forged = new FormData();
    forged.append('byPhoto', 'true');
    forged.append(
      'photos',
      JSON.stringify({
        file: '01900000-0000-7000-8000-000000000000',
        name: 'x.jpg',
        mediaType: 'image/jpeg',
        size: 1,
      }),
    );
    const answer = await post(path, forged);
    expect(answer.status).toBe(422);
    expect(pageText(await answer.text())).toContain('ファイルを選んでください');
  });

  test('says what is wrong with a file of sixty megabytes and keeps what was typed', async () => {
    const path = await upToPhotos();
    const large = new FormData();
    large.append('byPhoto', 'true');
    large.append('visitDays', 'どこかの日');
    large.append('photos.upload', new File([new Uint8Array(60 * 1024 * 1024)], '大きい.jpg'));
    const before = process.memoryUsage().rss;
    const answer = await post(path, large);
    expect(answer.status).toBe(422);
    expect(pageText(await answer.text())).toContain('「大きい.jpg」は大きすぎます');
    expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
  });
});

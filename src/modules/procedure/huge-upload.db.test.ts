import { createServer, type Server } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { freePort } from '#testing/served-app.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { contextAt, fillIn, SAMPLE_ANSWERS } from './fixtures.js';

const MIB = 1024 * 1024;
const PROCEDURE = 'disaster-certificate';
/** What may be held at any time while two hundred megabytes come in: the largest file that is kept, and some air. */
const MOST_HELD = 100 * MIB;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
/** Bytes of buffers that somebody still holds. */
const held = (): number => {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
};

let app: TestApp;
let server: Server;
let url = '';
let resident: SignedIn;
let page = '';

beforeAll(async () => {
  app = await testApp();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = createServer(getRequestListener((request) => app.fetch(request)));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  resident = await signInAs(app.kernel, 'nara-city', 'resident');
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('nara-city');
  const context = contextAt(municipality, resident.actor, app.kernel.clock.now());
  const answers = SAMPLE_ANSWERS[PROCEDURE] ?? {};
  const draft = await fillIn(app.modules.procedure.services, context, PROCEDURE, answers);
  page = `${url}/nara-city/procedures/${PROCEDURE}/apply/${draft}/survey`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await app.stop();
});

/** A form whose file comes piece by piece, as from a slow line; `during` is called at each piece. */
function sendFile(bytes: number, during: () => void = () => undefined): Promise<Response> {
  const boundary = 'yakuba-test';
  const part = (name: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n`;
  const head = [
    `${part('byPhoto')}\r\ntrue\r\n`,
    `${part('photos.upload', '; filename="動画.jpg"')}Content-Type: image/jpeg\r\n\r\n`,
  ].join('');
  const piece = new Uint8Array(MIB).fill(0xff);
  let left = bytes / MIB;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(head)),
    pull: (controller) => {
      during();
      if (left > 0) {
        left -= 1;
        controller.enqueue(piece);
        return;
      }
      controller.enqueue(new TextEncoder().encode(`\r\n--${boundary}--\r\n`));
      controller.close();
    },
  });
  return fetch(page, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { ...resident.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    duplex: 'half',
  } as RequestInit);
}

test('a file of 200 MB is read as it comes, refused in words, and others are answered meanwhile', async () => {
  const before = held();
  let most = before;
  let pieces = 0;
  const meanwhile: Promise<number>[] = [];
  const answer = await sendFile(200 * MIB, () => {
    pieces += 1;
    if (pieces % 20 === 0) most = Math.max(most, held());
    if (pieces === 100) meanwhile.push(fetch(`${url}/healthz`).then(({ status }) => status));
  });
  expect(answer.status).toBe(422);
  const html = await answer.text();
  expect(pageText(html)).toContain('「動画.jpg」は大きすぎます');
  expect(html).toMatch(/name="byPhoto" value="true" checked/);
  expect(most - before).toBeLessThan(MOST_HELD);
  expect(await Promise.all(meanwhile)).toEqual([200]);
});

test('one beyond every measure is cut off, and the next visitor is answered', async () => {
  const cut = await sendFile(400 * MIB).then(
    ({ status }) => status,
    () => 'broken off',
  );
  expect([413, 'broken off']).toContain(cut);
  expect((await fetch(`${url}/nara-city/`)).status).toBe(200);
});

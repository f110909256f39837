import { deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rasterised, scanned } from '#forms/paper/fixtures.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { type RawData, rawData } from '#testing/raw-data.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { DPI, deskOf } from './fixtures/paper.js';
import { contextAt, EVERY_CHECK, SAMPLE_ANSWERS, typedPage } from './fixtures.js';
import { paperForm } from './paper.js';

/** What is planted, by the door through which it comes. */
const PLANTED = {
  'web form: name': '鬼瓦　権左衛門',
  'web form: reading': 'オニガワラ　ゴンザエモン',
  'web form: phone': '0742-98-7654',
  'web form: e-mail': 'secret.person@hidden.example',
  'web form: address': '秘匿小路九丁目9-87',
  'web draft that is left': '下書院　秘子',
  'attachment: file name': '蔵の奥の写真',
  'attachment: metadata of the camera': 'SecretLens 9000',
  'attachment: text of a PDF': 'Confidential pawn ticket 77',
  'attachment: metadata of a PDF': 'Ghostwriter Umezawa',
  'counter: name': '雲隠　才蔵',
  'counter: phone': '0743-12-9876',
  'API: name': '闇夜　烏丸',
  'API: name of the dog': 'オボロヅキヨマル',
  'API: label of the key': '梟組の会計係',
  'paper scan: name': '墨染　文左衛門',
  'paper scan: file name': '墨染家の届出用紙',
  'survey: opinion': '暗号名ハヤブサより愛をこめて',
  'message to the office': '内密の質問文であります',
  'message to the applicant': '職員からの密書であります',
  'note of a review': '庁内秘メモ風林火山',
  correction: '訂正依頼の内緒話であります',
  'payment: note at the desk': '領収の控えは三河屋気付',
  refusal: '却下の理由は表沙汰にできません',
  'file with many: name': '影武者　三郎太',
  'family at the desk: deceased': '朧月　弥右衛門',
  'family at the desk: note': '遺言状は仏壇の裏です',
} as const;

const CITY = '/nara-city';
let raw: RawData;
let app: TestApp;
let resident: SignedIn;
let head: SignedIn;
let caseId = '';

const municipality = (slug = 'nara-city') => {
  const found = app.kernel.municipalities.bySlug(slug);
  if (!found) throw new Error(`no municipality ${slug}`);
  return found;
};
const contextOf = ({ actor }: SignedIn) => contextAt(municipality(), actor, app.kernel.clock.now());
const at = (response: Response): string => {
  expect(response.status, response.url).toBe(303);
  return response.headers.get('location') ?? '';
};
const caseIn = (path: string): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(path)?.[0] ?? '';
const send = (path: string, body: FormData | URLSearchParams, { headers }: Pick<SignedIn, 'headers'>) =>
  app.request(path, { method: 'POST', body, headers });
const words = (body: Record<string, string>) => new URLSearchParams(body);
const procedureOf = (id: string, slug = 'nara-city') =>
  app.modules.procedure.services.catalogue.get(
    contextAt(municipality(slug), { kind: 'anonymous' }, app.kernel.clock.now()),
    id,
  );

/** Goes on from a page to the next as a browser does; gives where it ends. */
async function walk(
  from: string,
  procedure: ReturnType<typeof procedureOf>,
  answers: Readonly<Record<string, unknown>>,
  who: Pick<SignedIn, 'headers'>,
): Promise<string> {
  let path = from;
  while (!path.endsWith('/check')) {
    const page = procedure.form.pages.find(({ id }) => path.endsWith(`/${id}`));
    if (!page) throw new Error(`no page ${path}`);
    const next = at(await send(path, typedPage(page.fields, answers), who));
    if (next === path) throw new Error(`${path} leads to itself`);
    path = next;
  }
  return path;
}

const address = {
  postalCode: '630-8580',
  prefecture: '奈良県',
  town: '奈良市二条大路南',
  street: PLANTED['web form: address'],
};
const residence = (name: string) => ({
  ...SAMPLE_ANSWERS['residence-certificate'],
  name,
  kana: PLANTED['web form: reading'],
  phone: PLANTED['web form: phone'],
  email: PLANTED['web form: e-mail'],
  delivery: 'post',
  address,
});

async function onTheWeb(): Promise<void> {
  const procedure = procedureOf('residence-certificate');
  const start = async () => at(await send(`${CITY}/procedures/${procedure.id}/apply`, words({}), resident));
  const check = await walk(await start(), procedure, residence(PLANTED['web form: name']), resident);
  caseId = caseIn(at(await send(check, words({ _declaration: 'true' }), resident)));
  const [first] = procedure.form.pages;
  await send(
    await start(),
    typedPage(first?.fields ?? [], residence(PLANTED['web draft that is left'])),
    resident,
  );
}

async function withFiles(): Promise<void> {
  const photo = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#123' } })
    .jpeg()
    .withExif({ IFD0: { Make: PLANTED['attachment: metadata of the camera'] } })
    .toBuffer();
  const document = await PDFDocument.create();
  document.setAuthor(PLANTED['attachment: metadata of a PDF']);
  document.addPage().drawText(PLANTED['attachment: text of a PDF']);
  const sent = new FormData();
  sent.append('text', PLANTED['message to the office']);
  const named = PLANTED['attachment: file name'];
  sent.append('files', new File([new Uint8Array(photo)], `${named}.jpg`));
  sent.append('files', new File([new Uint8Array(await document.save())], `${named}.pdf`));
  at(await send(`${CITY}/my/cases/${caseId}/messages`, sent, resident));
}

async function atTheCounter(): Promise<void> {
  const procedure = procedureOf('dog-registration');
  const begun = words({ procedure: procedure.id, channel: 'counter', purpose: 'applicant' });
  const check = await walk(
    at(await send(`${CITY}/staff/entries/new`, begun, head)),
    procedure,
    {
      ...SAMPLE_ANSWERS['dog-registration'],
      name: PLANTED['counter: name'],
      phone: PLANTED['counter: phone'],
    },
    head,
  );
  at(await send(check, words({ _declaration: 'true', identityCheck: 'photoCard' }), head));
}

async function byApi(): Promise<void> {
  const made = await send(
    `${CITY}/my/api-keys`,
    words({ label: PLANTED['API: label of the key'], days: '30' }),
    resident,
  );
  const key = /yakuba_[A-Za-z0-9_-]{43}/.exec(await made.text())?.[0] ?? '';
  const { kana: _kana, birthDate: _birthDate, ...dog } = SAMPLE_ANSWERS['dog-registration'] ?? {};
  const answered = await app.request(`${CITY}/api/v1/procedures/dog-registration/cases`, {
    method: 'POST',
    body: JSON.stringify({
      answers: { ...dog, name: PLANTED['API: name'], dogName: PLANTED['API: name of the dog'] },
    }),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${key}`,
      'idempotency-key': 'planted-0001',
    },
  });
  expect(answered.status).toBe(201);
}

async function onPaper(): Promise<void> {
  const procedure = procedureOf('residence-certificate');
  const printed = await app.request(`${CITY}/procedures/${procedure.id}/form.pdf`);
  const pages = rasterised(new Uint8Array(await printed.arrayBuffer()), DPI);
  const desk = deskOf(app, CITY);
  let scan = '';
  for (const page of pages) {
    const name = `${PLANTED['paper scan: file name']}.jpg`;
    const { scans } = await desk.upload(await scanned(page, 2), head, name);
    scan = scans[0] ?? scan;
  }
  const fields = paperForm(procedure).pages.flatMap((page) => page.fields);
  const answers = { ...residence(PLANTED['paper scan: name']), paperDeclaration: true };
  const sent = typedPage(fields, answers);
  sent.delete('_asked');
  at(await send(`${CITY}/staff/scans/${scan}`, sent, head));
}

async function inTheSurvey(): Promise<void> {
  const procedure = procedureOf('digital-survey', 'katsuragi');
  const origin = { headers: { cookie: '', origin: 'http://localhost:3000' } };
  const begun = await send('/katsuragi/procedures/digital-survey/apply', words({}), origin);
  const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';');
  const visitor = { headers: { cookie, origin: 'http://localhost:3000' } };
  const answers = { ...SAMPLE_ANSWERS['digital-survey'], opinion: PLANTED['survey: opinion'] };
  const check = await walk(at(begun), procedure, answers, visitor);
  expect(at(await send(check, words({ _declaration: 'true' }), visitor))).toContain('/thanks');
}

async function reviewed(): Promise<void> {
  const { messages, work } = app.modules.procedure.services;
  const context = contextOf(head);
  const revision = async () => {
    const found = await work.open(context, caseId);
    if (found.kind !== 'open') throw new Error('closed');
    return found.data.case.revision;
  };
  at(await send(`${CITY}/staff/cases/${caseId}/purpose`, words({ purpose: 'review' }), head));
  await work.take(context, caseId, await revision());
  await messages.write(context, caseId, 'toApplicant', PLANTED['message to the applicant']);
  await messages.write(context, caseId, 'note', PLANTED['note of a review']);
  await work.requestCorrection(context, caseId, await revision(), {
    fields: ['phone'],
    message: PLANTED.correction,
    dueOn: Temporal.PlainDate.from('2026-12-10'),
  });
  const { my } = app.modules.procedure.services;
  const mine = contextOf(resident);
  const { fields } = await my.correctionPage(mine, caseId);
  await my.correct(mine, caseId, typedPage(fields, residence('')));
  await work.approve(context, caseId, await revision(), { checks: EVERY_CHECK });
  const { payment } = await my.caseOf(mine, caseId);
  const taken = { way: 'cash', note: PLANTED['payment: note at the desk'] };
  at(await send(`${CITY}/staff/payments/${payment?.id}/take`, words(taken), head));
}

async function refused(): Promise<void> {
  const { work } = app.modules.procedure.services;
  const procedure = procedureOf('residence-certificate');
  const begun = at(await send(`${CITY}/procedures/${procedure.id}/apply`, words({}), resident));
  const check = await walk(begun, procedure, residence(PLANTED['web form: name']), resident);
  const id = caseIn(at(await send(check, words({ _declaration: 'true' }), resident)));
  const context = contextOf(head);
  await work.statePurpose(context, id, 'review');
  await work.take(context, id, 1);
  await work.refuse(context, id, 2, PLANTED.refusal);
}

async function withManyAndFamilies(): Promise<void> {
  const heading =
    '氏名・名称,住所（郵便番号）,住所（都道府県）,住所（市区町村・町名）,住所（丁目・番地）,電話番号,犬の名前,種類,毛の色,性別,born,飼いはじめた日,microchip';
  const name = PLANTED['file with many: name'];
  const row = `${name},630-8580,奈良県,奈良市二条大路南,一丁目1-1,0742-34-1111,シロ,柴犬,白,おす,2026-05-01,2026-08-10,いいえ`;
  const sent = new FormData();
  sent.set('purpose', 'institution');
  sent.set('file', new File([`${heading}\r\n${row}`], '犬.csv'));
  at(await send(`${CITY}/staff/bulk/new/dog-registration`, sent, head));
  await app.modules.counter.services.desk.make(
    contextOf(head),
    { guide: 'death', locale: 'ja' },
    {
      deceased: PLANTED['family at the desk: deceased'],
      visitor: PLANTED['counter: name'],
      phone: PLANTED['counter: phone'],
      note: PLANTED['family at the desk: note'],
      meetsAt: app.kernel.clock.now(),
    },
  );
}

beforeAll(async () => {
  raw = await rawData();
  app = await testApp({ database: raw.database });
  resident = await signInAs(app.kernel, 'nara-city', 'resident');
  head = await signInAs(app.kernel, 'nara-city', {
    name: '課長',
    grants: ['section-head', 'clerk'].map((role) => ({ role, unit: null })),
  });
  await onTheWeb();
  await withFiles();
  await atTheCounter();
  await byApi();
  await onPaper();
  await inTheSurvey();
  await reviewed();
  await refused();
  await withManyAndFamilies();
});
afterAll(async () => {
  await app.stop();
  await raw.remove();
});

/** bytea in a dump is hexadecimal. */
const unhexed = (bytes: Buffer): Buffer =>
  Buffer.concat(
    [...bytes.toString('latin1').matchAll(/\\+x([0-9a-f]{8,})/g)].map(([, hex = '']) =>
      Buffer.from(hex, 'hex'),
    ),
  );

/** What opens as zlib or as an entry of a ZIP, wherever it begins. */
function inflated(bytes: Buffer): Buffer {
  const found: Buffer[] = [];
  const tried = (open: () => Buffer) => {
    try {
      found.push(open());
    } catch {
      // Bytes that only look like the beginning of something packed.
    }
  };
  for (const level of [0x01, 0x5e, 0x9c, 0xda]) {
    const head = Buffer.from([0x78, level]);
    for (let place = bytes.indexOf(head); place >= 0; place = bytes.indexOf(head, place + 1))
      tried(() => inflateSync(bytes.subarray(place, place + 200_000), { maxOutputLength: 1_000_000 }));
  }
  const entry = Buffer.from('PK\u0003\u0004');
  for (let place = bytes.indexOf(entry); place >= 0; place = bytes.indexOf(entry, place + 1)) {
    const start = place + 30 + bytes.readUInt16LE(place + 26) + bytes.readUInt16LE(place + 28);
    tried(() => inflateRawSync(bytes.subarray(start, start + 200_000), { maxOutputLength: 1_000_000 }));
  }
  return Buffer.concat(found);
}

/** As it may lie there: UTF-8, UTF-16, base64 at each of the three places, hexadecimal, escaped JSON. */
function disguises(planted: string): Buffer[] {
  const utf8 = Buffer.from(planted);
  const base64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), utf8])
      .toString('base64')
      .slice(before === 0 ? 0 : 4, -4),
  );
  const escaped = JSON.stringify(planted)
    .slice(1, -1)
    .replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [
    utf8,
    Buffer.from(planted, 'utf16le'),
    Buffer.from(planted, 'utf16le').swap16(),
    Buffer.from(utf8.toString('hex')),
    Buffer.from(escaped),
    Buffer.from(encodeURIComponent(planted)),
    ...base64.map((text) => Buffer.from(text)),
  ];
}

test('what was planted through every door is not in the bytes of the database', async () => {
  const bytes = await raw.bytes();
  // It is the real one: what is no secret lies there in the open.
  expect(bytes.includes('case.submitted')).toBe(true);
  const places = [bytes, unhexed(bytes), inflated(bytes)];
  const found = Object.entries(PLANTED).filter(([, planted]) =>
    disguises(planted).some((disguise) => places.some((place) => place.includes(disguise))),
  );
  expect(found.map(([door]) => door)).toEqual([]);
  expect(Object.keys(PLANTED).length).toBeGreaterThanOrEqual(20);
});

test('the search would find it: the same words packed, as bytea or as base64 are found', () => {
  const secret = PLANTED['survey: opinion'];
  const zipped = deflateSync(Buffer.from(`…${secret}…`));
  expect(inflated(Buffer.concat([Buffer.alloc(9, 1), zipped])).includes(secret)).toBe(true);
  expect(unhexed(Buffer.from(`\\\\x${Buffer.from(secret).toString('hex')}`)).includes(secret)).toBe(true);
  const packed = Buffer.from(`ab${secret}cd`).toString('base64');
  expect(disguises(secret).some((disguise) => packed.includes(disguise.toString()))).toBe(true);
});

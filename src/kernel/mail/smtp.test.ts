import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MailBox, mailBox } from '#testing/mail-box.js';
import { readConfig } from '../config.js';
import { SHIPPED_CATALOG } from '../create-kernel.js';
import { readMunicipalities } from '../tenancy/municipalities.js';
import type { Municipality } from '../tenancy/municipality.js';
import { draftOf, type Mail } from './mail.js';
import { createMailer } from './smtp.js';

let nara: Municipality;
let box: MailBox;
beforeAll(async () => {
  const { all } = await readMunicipalities(SHIPPED_CATALOG);
  const found = all.find(({ slug }) => slug === 'nara-city');
  if (!found) throw new Error('the shipped catalogue has no nara-city');
  nara = found;
  box = await mailBox();
});
afterAll(() => box.stop());

const mailer = (settings: Record<string, string>) => createMailer(readConfig(settings).mail);
const here = (url = box.url) => mailer({ MAIL_URL: url, MAIL_FROM: 'bunsho@example.jp' });
const mail = (changes: Partial<Mail> = {}): Mail => ({
  to: 'hanako@example.jp',
  subject: '道路の工事について（通知）、長い題名の行が折り返しても文字が壊れないこと',
  text: '奈良　花子　様\n\n髙橋より、添付のとおりお送りします。\n.\nおわり\n',
  attachments: [
    { name: '奈市第1号.pdf', mediaType: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70, 0, 255]) },
  ],
  ...changes,
});

describe('mail by a server', () => {
  test('arrives with its words, its file and its sender, under the same Message-ID each time', async () => {
    await here().send(nara, mail(), 'letter-1');
    await here().send(nara, mail(), 'letter-1');
    const [first, second] = box.mails;
    expect(first).toMatchObject({
      from: { name: '奈良市', address: 'bunsho@example.jp' },
      to: [{ address: 'hanako@example.jp' }],
      subject: mail().subject,
      messageId: '<letter-1@example.jp>',
    });
    expect(first?.text?.trimEnd()).toBe(mail().text.trimEnd());
    expect(first?.attachments[0]?.filename).toBe('奈市第1号.pdf');
    expect(new Uint8Array(first?.attachments[0]?.content as ArrayBuffer)).toEqual(
      mail().attachments?.[0]?.bytes,
    );
    expect(second?.messageId).toBe(first?.messageId);
  });

  test('goes to one address, whatever stands in it', async () => {
    const before = box.mails.length;
    for (const to of ['a@example.jp, b@example.jp', 'a@example.jp\r\nBcc: b@example.jp'])
      await here()
        .send(nara, mail({ to }), 'x')
        .catch(() => {});
    for (const { to = [], bcc } of box.mails.slice(before)) {
      expect(to.length).toBeLessThanOrEqual(1);
      expect(bcc).toBeUndefined();
    }
  });

  test.for([
    [
      'refused',
      'an address that the server does not take',
      (): [string, string] => [box.url, 'refused@example.jp'],
    ],
    [
      'unsure',
      'a server that hangs up when it has the words',
      (): [string, string] => [box.url, 'silent@example.jp'],
    ],
    [
      'unreachable',
      'a server that is not there',
      (): [string, string] => ['smtp://127.0.0.1:9', 'hanako@example.jp'],
    ],
  ] as const)('says %s for %s', async ([fault, , at]) => {
    const [url, to] = at();
    await expect(here(url).send(nara, mail({ to }), 'x')).rejects.toMatchObject({
      name: 'MailNotSent',
      fault,
    });
  });

  test('signs in where the server asks for it; a wrong password is no answer', async () => {
    const guarded = await mailBox({ user: 'bunsho', password: 'himitsu' });
    try {
      await here(guarded.url).send(nara, mail(), 'x');
      expect(guarded.mails).toHaveLength(1);
      await expect(
        here(guarded.url.replace('himitsu', 'chigau')).send(nara, mail(), 'x'),
      ).rejects.toMatchObject({
        fault: 'unreachable',
      });
    } finally {
      await guarded.stop();
    }
  });

  test('is sent only for a municipality that has a sender', () => {
    expect(here().serves(nara)).toBe(true);
    expect(mailer({}).serves(nara)).toBe(false);
    expect(mailer({ MAIL_URL: box.url, MAIL_FROM_IKOMA_CITY: 'a@example.jp' }).serves(nara)).toBe(false);
    expect(mailer({ MAIL_URL: box.url, MAIL_FROM_NARA_CITY: 'a@example.jp' }).serves(nara)).toBe(true);
  });
});

test('a draft is a mail that nobody has sent', async () => {
  const draft = await PostalMime.parse(await draftOf(mail()));
  expect(draft.headers).toContainEqual({ key: 'x-unsent', value: '1', originalKey: 'X-Unsent' });
  expect(draft).toMatchObject({ subject: mail().subject, to: [{ address: 'hanako@example.jp' }] });
  expect(draft.attachments[0]?.filename).toBe('奈市第1号.pdf');
});

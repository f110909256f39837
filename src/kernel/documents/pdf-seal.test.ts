import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pinnedClock } from '../clock.js';
import { createPdfSealer } from './pdf-seal.js';
import { serialFrom } from './seal-key.js';
import { createTypesetter } from './typesetter.js';

const NARA = '292010';
const PDFSIG = '/usr/bin/pdfsig';
const folder = mkdtempSync(join(tmpdir(), 'yakuba-seal-'));
afterAll(() => rmSync(folder, { recursive: true }));

const clock = pinnedClock('2026-11-20T10:00:00+09:00');
const document = () =>
  createTypesetter().renderPdf({
    template: '#import "/base.typ": *\n#data.name',
    data: { name: '葛󠄀城 花子' },
    meta: { title: '証明書', author: '奈良市長', date: Temporal.PlainDate.from('2026-11-20') },
  });

const pdfsig = (pdf: Uint8Array): string => {
  const file = join(folder, 'sealed.pdf');
  writeFileSync(file, pdf);
  try {
    return execFileSync(PDFSIG, [file], { encoding: 'utf8' });
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
};

describe('the electronic seal', () => {
  it('has a serial number that DER can hold, whatever the bytes it is made of', () => {
    for (let first = 0; first < 256; first += 1) {
      const serial = serialFrom(Uint8Array.of(first, 0, 1));
      expect(serial).toHaveLength(3);
      expect(serial[0]).toBeGreaterThan(0);
      expect(serial[0]).toBeLessThan(0x80);
    }
  });

  it('leaves the key outside the database, readable by its owner only, made once', async () => {
    const keys = join(folder, 'keys');
    const sealed = await createPdfSealer(keys, clock).seal(NARA, '奈良市長', await document());
    expect(readdirSync(keys).sort()).toEqual([`${NARA}.seal.crt`, `${NARA}.seal.key`]);
    expect(statSync(join(keys, `${NARA}.seal.key`)).mode & 0o777).toBe(0o600);
    const written = statSync(join(keys, `${NARA}.seal.key`)).mtimeMs;
    const again = await createPdfSealer(keys, clock).seal(NARA, '奈良市長', await document());
    expect(statSync(join(keys, `${NARA}.seal.key`)).mtimeMs).toBe(written);
    expect(again.length).toBe(sealed.length);
  });

  it('is made once when two processes begin at the same time', async () => {
    const keys = join(folder, 'race');
    const pdf = await document();
    const sealers = [createPdfSealer(keys, clock), createPdfSealer(keys, clock)];
    const sealed = await Promise.all(sealers.map((sealer) => sealer.seal(NARA, '奈良市長', pdf)));
    expect(sealed).toHaveLength(2);
    expect(readdirSync(keys)).toHaveLength(2);
  });

  it.skipIf(!existsSync(PDFSIG))('is accepted by pdfsig, and no longer when a byte is changed', async () => {
    const sealed = await createPdfSealer(join(folder, 'keys'), clock).seal(
      NARA,
      '奈良市長',
      await document(),
    );
    const report = pdfsig(sealed);
    expect(report).toContain('Signature is Valid.');
    expect(report).toContain('奈良市長');
    expect(report).toContain('ETSI.CAdES.detached');
    expect(report).toContain('Total document signed');

    const changed = Buffer.from(sealed);
    const at = changed.indexOf('/MediaBox');
    changed.write('/MEDIABOX', at, 'latin1');
    expect(pdfsig(changed)).not.toContain('Signature is Valid.');
  });

  it('refuses a key that is not that of the certificate', async () => {
    const keys = join(folder, 'keys');
    const other = join(folder, 'other');
    await createPdfSealer(other, clock).seal(NARA, '奈良市長', await document());
    execFileSync('cp', [join(other, `${NARA}.seal.key`), join(keys, `${NARA}.seal.key`)]);
    await expect(createPdfSealer(keys, clock).seal(NARA, '奈良市長', await document())).rejects.toThrow(
      /is not the key of the certificate/,
    );
  });
});

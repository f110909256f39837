import { createServer, type Server } from 'node:net';
import * as mupdf from 'mupdf';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { docx, pdf, png, zip } from './bad-files.js';
import { createClamavScan } from './clamav.js';
import { disarm } from './disarm.js';
import { cleanName } from './files.js';
import { type FileContent, type FileRules, UnfitFile } from './rules.js';

const MB = 1024 * 1024;
const rules = (contents: FileContent[], more: Partial<FileRules> = {}): FileRules => ({
  contents,
  maxBytes: 10 * MB,
  ...more,
});
const problemOf = async (bytes: Uint8Array, ...contents: FileContent[]): Promise<string> => {
  try {
    const { mediaType } = await disarm(bytes, rules(contents));
    return `taken as ${mediaType}`;
  } catch (error) {
    if (error instanceof UnfitFile) return error.problem;
    throw error;
  }
};
const foundIn = async (bytes: Uint8Array, ...contents: FileContent[]) => {
  const error = await disarm(bytes, rules(contents)).catch((caught: unknown) => caught);
  return error instanceof UnfitFile ? [error.problem, error.found] : error;
};
/** How the photos of an iPhone begin. */
const heic = Buffer.concat([
  Buffer.from([0, 0, 0, 0x18]),
  Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'),
  Buffer.alloc(64),
]);
const photo = (latitudeRef = 'N', longitudeRef = 'E') =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Secret Camera', Artist: '奈良 花子' },
      IFD3: {
        GPSLatitudeRef: latitudeRef,
        GPSLatitude: '34/1 41/1 63/10',
        GPSLongitudeRef: longitudeRef,
        GPSLongitude: '135/1 48/1 180/10',
      },
    })
    .toBuffer();

describe('a file of a kind that is not wanted', () => {
  it.each([
    ['a photo in the format of an iPhone', heic, 'heic'],
    ['a PDF that is called .jpg', pdf('hello'), 'pdf'],
    ['a document', docx(), 'office'],
    ['a text', Buffer.from('ただの文字です'), 'text'],
    ['an archive', zip([{ name: 'a.txt', content: Buffer.from('a') }]), 'archive'],
    ['bytes that nobody knows', Buffer.from([0, 1, 2, 3]), undefined],
  ])('%s is named for what it is', async (_what, bytes, found) => {
    expect(await foundIn(bytes, 'image')).toEqual(['wrongContent', found]);
  });
});

describe('pictures', () => {
  it('are drawn anew without what the camera wrote; the position stays beside where it is asked for', async () => {
    const taken = await photo();
    expect(taken.includes('Secret Camera')).toBe(true);
    const plain = await disarm(taken, rules(['image']));
    expect(Buffer.from(plain.bytes).includes('Secret')).toBe(false);
    expect((await sharp(plain.bytes).metadata()).exif).toBeUndefined();
    expect(plain.position).toBeUndefined();
    const placed = await disarm(taken, rules(['image'], { keepPosition: true }));
    expect(placed.position?.lat).toBeCloseTo(34.685083, 5);
    expect(placed.position?.lon).toBeCloseTo(135.805, 5);
    expect((await sharp(placed.bytes).metadata()).exif).toBeUndefined();
  });

  it.each([
    ['S', 'W', { lat: -34.685083, lon: -135.805 }],
    ['X', 'E', undefined],
    ['N', 'Q', undefined],
    ['E', 'N', undefined],
  ])(
    '%s and %s of their position are read as such, and unknown letters as no position',
    async (lat, lon, read) => {
      const { position } = await disarm(await photo(lat, lon), rules(['image'], { keepPosition: true }));
      const digits = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
      expect(position && { lat: digits(position.lat), lon: digits(position.lon) }).toEqual(read);
    },
  );

  it('that unfold to more than a camera takes are refused before they do', async () => {
    expect(await problemOf(png(30_000, 30_000, 10), 'image')).toBe('tooManyPixels');
  });

  it('lose a second nature and what stands behind their end', async () => {
    const both = Buffer.concat([await photo(), zip([{ name: 'evil.js', content: Buffer.from('alert(1)') }])]);
    const { bytes } = await disarm(both, rules(['image']));
    expect(Buffer.from(bytes).includes('evil.js')).toBe(false);
  });

  it('that are cut off, empty or something else are refused in words', async () => {
    const whole = await photo();
    expect(await problemOf(whole.subarray(0, whole.length / 2), 'image')).toBe('broken');
    expect(await problemOf(Buffer.alloc(0), 'image')).toBe('empty');
    expect(await problemOf(pdf('hello'), 'image')).toBe('wrongContent');
    expect(
      await problemOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'image'),
    ).toBe('wrongContent');
    expect(await problemOf(Buffer.from('MZ\x90\x00'), 'image', 'pdf', 'office', 'text')).toBe('wrongContent');
  });
});

describe('PDF files', () => {
  it('keep their pages and lose programs, actions and attached files', async () => {
    const armed = pdf(
      'Residence',
      '/OpenAction << /S /JavaScript /JS (app.launchURL) >> /Names << /EmbeddedFiles << /Names [(evil.exe) 6 0 R] >> >>',
      ['<< /Type /Filespec /F (evil.exe) >>'],
    );
    expect(armed.includes('JavaScript')).toBe(true);
    const { bytes, mediaType } = await disarm(armed, rules(['pdf']));
    expect(mediaType).toBe('application/pdf');
    for (const word of ['JavaScript', 'OpenAction', 'evil.exe', 'EmbeddedFiles']) {
      expect(Buffer.from(bytes).includes(word), word).toBe(false);
    }
    const opened = mupdf.Document.openDocument(bytes, 'application/pdf');
    expect(opened.loadPage(0).toStructuredText('').asText()).toContain('Residence');
  });

  it('that are broken or locked are refused', async () => {
    expect(await problemOf(Buffer.from('%PDF-1.7\nnothing'), 'pdf')).toBe('broken');
    const plain = mupdf.Document.openDocument(pdf('x'), 'application/pdf').asPDF();
    const locked = plain
      ?.saveToBuffer('encrypt=aes-256,user-password=secret,owner-password=o')
      .asUint8Array();
    expect(await problemOf(locked ?? new Uint8Array(), 'pdf')).toBe('encrypted');
  });
});

describe('office files', () => {
  it('are taken only where they may be, and only without programs', async () => {
    expect(await problemOf(docx(), 'office')).toMatch(/^taken as .*wordprocessingml/);
    expect(await problemOf(docx(), 'image', 'pdf')).toBe('wrongContent');
    expect(
      await problemOf(docx([{ name: 'word/vbaProject.bin', content: Buffer.from('x') }]), 'office'),
    ).toBe('hasPrograms');
  });

  it('that are bombs are refused, whatever size they declare', async () => {
    const zeros = Buffer.alloc(30 * MB);
    expect(await problemOf(docx([{ name: 'word/bomb.xml', content: zeros, declared: 10 }]), 'office')).toBe(
      'broken',
    );
  });
});

describe('text', () => {
  it('is read in the encodings that Japanese programs write', async () => {
    const cp932 = Buffer.from([0x93, 0xde, 0x97, 0xc7]);
    const { bytes } = await disarm(cp932, rules(['text']));
    expect(new TextDecoder().decode(bytes)).toBe('奈良');
    expect(await problemOf(Buffer.from([0, 1, 2, 3]), 'text')).toBe('wrongContent');
  });
});

it('names keep their words and lose what could mislead', () => {
  expect(cleanName('../../etc/葛󠄀城\u202Egpj.exe', 'pdf')).toBe('葛󠄀城gpj.pdf');
  expect(cleanName('', 'jpg')).toBe('file.jpg');
  expect(cleanName('C:\\Users\\x\\住民票.PDF', 'pdf')).toBe('住民票.pdf');
});

describe('ClamAV', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });
  /** Speaks the protocol of clamd: reads the chunks, answers, closes. */
  const daemon = (): Promise<{ host: string; port: number; seen: Buffer[] }> => {
    const { promise, resolve } = Promise.withResolvers<{ host: string; port: number; seen: Buffer[] }>();
    const seen: Buffer[] = [];
    const server = createServer((socket) => {
      let all = Buffer.alloc(0);
      socket.on('data', (data) => {
        all = Buffer.concat([all, Buffer.from(data)]);
        if (!all.subarray(-4).equals(Buffer.alloc(4))) return;
        let at = 'zINSTREAM\0'.length;
        const chunks: Buffer[] = [];
        for (let length = all.readUInt32BE(at); length > 0; length = all.readUInt32BE(at)) {
          chunks.push(all.subarray(at + 4, at + 4 + length));
          at += 4 + length;
        }
        const file = Buffer.concat(chunks);
        seen.push(file);
        socket.end(file.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
      });
    });
    servers.push(server);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0, seen });
    });
    return promise;
  };

  it('gets every byte; what it finds is refused', async () => {
    const { seen, ...address } = await daemon();
    const scan = createClamavScan(address);
    const large = Buffer.alloc(200_000, 'a');
    await scan(large);
    expect(seen[0]?.equals(large)).toBe(true);
    await expect(scan(Buffer.from('X EICAR X'))).rejects.toMatchObject({ problem: 'infected' });
  });

  it('that does not answer lets nothing through', async () => {
    await expect(createClamavScan({ host: '127.0.0.1', port: 1 })(Buffer.from('x'))).rejects.toMatchObject({
      problem: 'notScanned',
    });
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockHash,
  entryDigest,
  FIRST_PREVIOUS_HASH,
  merkleLevels,
  merklePath,
  merkleRoot,
} from './entry.js';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('merkleRoot', () => {
  // The vectors of the Certificate Transparency reference implementation of RFC 6962 (merkle tree tests).
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  it.each(roots.map((root, size) => ({ root, size })))(
    'of $size leaves is that of RFC 6962',
    ({ root, size }) => {
      const digests = leaves.slice(0, size).map((hex) => Buffer.from(hex, 'hex'));
      expect(merkleRoot(digests).toString('hex')).toBe(root);
    },
  );

  it('changes when two leaves change places or one is doubled at the end', () => {
    const digests = ['00', '01', '02'].map((hex) => Buffer.from(hex, 'hex'));
    const [a, b, c] = digests;
    if (!a || !b || !c) throw new Error('three leaves');
    const root = merkleRoot(digests);
    expect(merkleRoot([b, a, c])).not.toEqual(root);
    expect(merkleRoot([a, b, c, c])).not.toEqual(root);
  });
});

describe('merklePath', () => {
  it('leads from every leaf of a tree of any size to the root of RFC 6962', () => {
    const hash = (...parts: (string | Uint8Array)[]) =>
      parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest();
    for (let size = 1; size <= 40; size += 1) {
      const digests = Array.from({ length: size }, (_, index) => Buffer.alloc(32, index));
      const levels = merkleLevels(digests);
      for (const [leaf, digest] of digests.entries()) {
        const top = merklePath(levels, leaf).reduce<Uint8Array>(
          (node, { side, hash: other }) =>
            hash('\x01', side === 'left' ? other : node, side === 'left' ? node : other),
          hash('\x00', digest),
        );
        expect(top).toEqual(merkleRoot(digests));
      }
    }
  });
});

describe('entryDigest', () => {
  const entry = {
    tenant: '292010',
    id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    type: 'case.submitted',
    subject: 'case/K7M349XRT',
    at: Temporal.Instant.from('2026-11-20T05:00:00.123Z'),
    actor: 'resident/42',
    purpose: null,
    data: { procedure: '住民票', pages: 2, online: true, unit: null },
  };

  it('is SHA-256 of the canonical form, so that anybody can compute it', () => {
    const canonical =
      '["292010","017f22e2-79b0-7cc3-98c4-dc0c0c07398f","case.submitted","case/K7M349XRT",1795150800123,' +
      '"resident/42",null,[["online",true],["pages",2],["procedure","住民票"],["unit",null]]]';
    expect(entryDigest(entry).toString('hex')).toBe(sha256(canonical));
  });

  it('does not depend on the order in which the data was written', () => {
    const reversed = Object.fromEntries(Object.entries(entry.data).reverse());
    expect(Object.keys(reversed)).not.toEqual(Object.keys(entry.data));
    expect(entryDigest({ ...entry, data: reversed })).toEqual(entryDigest(entry));
  });

  it.each([
    ['tenant', { tenant: '412058' }],
    ['id', { id: '017f22e2-79b0-7cc3-98c4-dc0c0c073990' }],
    ['type', { type: 'case.withdrawn' }],
    ['subject', { subject: 'case/K7M349XRV' }],
    ['time', { at: entry.at.add({ milliseconds: 1 }) }],
    ['actor', { actor: 'resident/43' }],
    ['purpose', { purpose: '' }],
    ['data', { data: { ...entry.data, pages: 3 } }],
    ['kind of a value', { data: { ...entry.data, pages: '2' } }],
    ['absence of a value', { data: { procedure: '住民票', pages: 2, online: true } }],
  ])('changes with the %s', (_, change) => {
    expect(entryDigest({ ...entry, ...change })).not.toEqual(entryDigest(entry));
  });

  it('does not run neighbouring attributes together', () => {
    expect(entryDigest({ ...entry, type: 'a', subject: 'bc' })).not.toEqual(
      entryDigest({ ...entry, type: 'ab', subject: 'c' }),
    );
  });

  it('survives the way through JSON, as the database gives data back', () => {
    const value = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (data) => {
        const back: typeof data = JSON.parse(JSON.stringify(data));
        expect(entryDigest({ ...entry, data: back })).toEqual(entryDigest({ ...entry, data }));
      }),
    );
  });
});

describe('blockHash', () => {
  const block = {
    tenant: '292010',
    number: 1,
    firstPosition: 1,
    lastPosition: 4096,
    merkleRoot: Buffer.alloc(32, 7),
    previousHash: FIRST_PREVIOUS_HASH,
    sealedAt: Temporal.Instant.from('2026-11-20T05:00:00Z'),
  };

  it('is SHA-256 of the canonical form', () => {
    const canonical = `["292010",1,1,4096,"${'07'.repeat(32)}","${'00'.repeat(32)}",1795150800000]`;
    expect(blockHash(block).toString('hex')).toBe(sha256(canonical));
  });

  it.each([
    ['tenant', { tenant: '412058' }],
    ['number', { number: 2 }],
    ['first position', { firstPosition: 2 }],
    ['last position', { lastPosition: 4095 }],
    ['Merkle root', { merkleRoot: Buffer.alloc(32, 8) }],
    ['previous hash', { previousHash: Buffer.alloc(32, 1) }],
    ['time', { sealedAt: block.sealedAt.add({ milliseconds: 1 }) }],
  ])('changes with the %s', (_, change) => {
    expect(blockHash({ ...block, ...change })).not.toEqual(blockHash(block));
  });

  it('is the same whether bytes come as a Buffer or as the database driver gives them', () => {
    expect(blockHash({ ...block, merkleRoot: new Uint8Array(32).fill(7) })).toEqual(blockHash(block));
  });
});

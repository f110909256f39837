// Checks this package by itself: node check.mjs (Node 20 or newer, nothing else is needed).
// この包みが書き換えられていないことを確かめる: node check.mjs
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
/** @param {...(string | Uint8Array)} parts */
const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
/** @param {string} text */
const hex = (text) => Buffer.from(text, 'hex');
const faults = [];
let unsealed = 0;

/**
 * @param {string} name
 * @param {any} instead
 */
const read = (name, instead) => {
  try {
    return JSON.parse(readFileSync(join(here, name), 'utf8'));
  } catch {
    faults.push(`${name} is missing or cannot be read`);
    return instead;
  }
};
/**
 * Paths below a folder.
 * @param {string} folder
 * @returns {string[]}
 */
const walk = (folder) =>
  readdirSync(join(here, folder), { withFileTypes: true }).flatMap((one) => {
    const path = folder === '' ? one.name : `${folder}/${one.name}`;
    return one.isDirectory() ? walk(path) : [path];
  });

const { tenant, binder, documents } = read('metadata.json', { binder: {}, documents: [] });
const journal = read('journal.json', []);
const manifest = read('manifest.json', { files: {}, positions: [] });
const [exported] = read('export.json', []);

/**
 * An entry: its digest over the canonical form, then the way up to the root of its block, then the block's hash.
 * @param {any} proven
 */
const checkEntry = ({ entry, proof }) => {
  const data = Object.entries(entry.data).sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = [tenant, entry.id, entry.type, entry.subject, entry.at, entry.actor, entry.purpose, data];
  const digest = sha256(JSON.stringify(canonical));
  if (digest.toString('hex') !== entry.digest) faults.push(`journal entry ${entry.position} was changed`);
  if (!proof) {
    unsealed += 1;
    return;
  }
  let node = sha256('\x00', digest);
  for (const { side, hash } of proof.path)
    node = side === 'left' ? sha256('\x01', hex(hash), node) : sha256('\x01', node, hex(hash));
  const { number, firstPosition, lastPosition, merkleRoot, previousHash, sealedAt, hash } = proof.block;
  if (node.toString('hex') !== merkleRoot)
    faults.push(`journal entry ${entry.position} is not in block ${number}`);
  const sealed = [tenant, number, firstPosition, lastPosition, merkleRoot, previousHash, sealedAt];
  if (sha256(JSON.stringify(sealed)).toString('hex') !== hash) faults.push(`block ${number} was changed`);
};
for (const one of journal) checkEntry(one);

// The package as a whole: the sealed entry of the export has the digest of the manifest, and that the one of each file.
if (exported) {
  checkEntry(exported);
  const { type, subject, data } = exported.entry;
  if (!exported.proof) faults.push('the entry of the export is not sealed');
  if (type !== 'binder.exported' || subject !== `binder/${binder.id}`)
    faults.push('export.json is of another package');
  const text = Object.keys(manifest.files).length > 0 ? readFileSync(join(here, 'manifest.json')) : '';
  if (sha256(text).toString('hex') !== data.digest) faults.push('manifest.json was changed');
} else faults.push('the journal does not have the export');
const there = walk('').filter((path) => path !== 'manifest.json' && path !== 'export.json');
const known = new Map(there.map((path) => [path.normalize('NFC'), path]));
const listed = new Set(Object.keys(manifest.files).map((path) => path.normalize('NFC')));
for (const [path, digest] of Object.entries(manifest.files)) {
  const at = known.get(path.normalize('NFC'));
  if (at === undefined) faults.push(`${path} is missing`);
  else if (sha256(readFileSync(join(here, at))).toString('hex') !== digest)
    faults.push(`${path} was changed`);
}
for (const path of there)
  if (!listed.has(path.normalize('NFC'))) faults.push(`${path} does not belong to the package`);
const positions = new Set();
for (const { entry } of journal) positions.add(entry.position);
for (const position of manifest.positions)
  if (!positions.has(position)) faults.push(`journal entry ${position} is missing`);

// Each version: SHA-256 over its salt and the SHA-256 of each file, as the journal has it.
let versions = 0;
for (const document of documents) {
  for (const { version, salt, digest, files } of document.versions) {
    versions += 1;
    const name = `${document.number}, version ${version}`;
    const hashes = [];
    for (const { path } of files) {
      const at = known.get(path.normalize('NFC'));
      hashes.push(at === undefined ? '' : sha256(readFileSync(join(here, at))));
    }
    if (sha256(hex(salt), ...hashes).toString('hex') !== digest)
      faults.push(`${name}: its files were changed`);
    let isJournalled = false;
    for (const { entry } of journal) {
      const isOfVersion = entry.subject === `document/${document.id}` && entry.data.version === version;
      if (entry.type === 'document.versionAdded' && isOfVersion && entry.data.digest === digest)
        isJournalled = true;
    }
    if (!isJournalled) faults.push(`${name}: the journal does not have its digest`);
  }
}

for (const fault of faults) console.log(`NG  ${fault}`);
console.log(
  `${faults.length === 0 ? 'OK' : 'NG'}  ${documents.length} documents, ${versions} versions, ${journal.length} journal entries (${unsealed} not sealed yet)`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

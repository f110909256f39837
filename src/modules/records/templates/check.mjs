// Checks this package by itself: node check.mjs (Node 20 or newer, nothing else is needed).
// この包みが書き換えられていないことを確かめる: node check.mjs
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
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
const { tenant, documents } = JSON.parse(readFileSync(join(here, 'metadata.json'), 'utf8'));
const journal = JSON.parse(readFileSync(join(here, 'journal.json'), 'utf8'));
const faults = [];
let unsealed = 0;

// Each entry: its digest over the canonical form, then the way up to the root of its block, then the block's hash.
for (const { entry, proof } of journal) {
  const data = Object.entries(entry.data).sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = [tenant, entry.id, entry.type, entry.subject, entry.at, entry.actor, entry.purpose, data];
  const digest = sha256(JSON.stringify(canonical));
  if (digest.toString('hex') !== entry.digest) faults.push(`journal entry ${entry.position} was changed`);
  if (!proof) {
    unsealed += 1;
    continue;
  }
  let node = sha256('\x00', digest);
  for (const { side, hash } of proof.path)
    node = side === 'left' ? sha256('\x01', hex(hash), node) : sha256('\x01', node, hex(hash));
  const { number, firstPosition, lastPosition, merkleRoot, previousHash, sealedAt, hash } = proof.block;
  if (node.toString('hex') !== merkleRoot)
    faults.push(`journal entry ${entry.position} is not in block ${number}`);
  const sealed = [tenant, number, firstPosition, lastPosition, merkleRoot, previousHash, sealedAt];
  if (sha256(JSON.stringify(sealed)).toString('hex') !== hash) faults.push(`block ${number} was changed`);
}

// Each version: SHA-256 over its salt and the SHA-256 of each file, as the journal has it.
let versions = 0;
for (const document of documents) {
  for (const { version, salt, digest, files } of document.versions) {
    versions += 1;
    const name = `${document.number}, version ${version}`;
    const hashes = [];
    for (const { path } of files) hashes.push(sha256(readFileSync(join(here, path))));
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

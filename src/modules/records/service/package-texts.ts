import type { ProvenEntry } from '#kernel/journal/proof.js';
import type { Classification } from '../definition.js';
import { type Binder, type DocumentHead, numberText } from '../model.js';
import type { ArchivalForm, NoCopy } from './archival.js';

/** One file with its copy in PDF/A. */
export interface PackagedFile {
  path: string;
  name: string;
  mediaType: string;
  size: number;
  form: ArchivalForm;
  /** Where its copy lies; itself where it is PDF/A; null: there is none. */
  archival: string | null;
  /** Why there is none. */
  noCopy: NoCopy | null;
}

/** A document as a package holds it: versions whose contents are there, newest first. */
export interface PackagedDocument extends DocumentHead {
  /** Documents and decided drafts (without a number) that it names, as far as who exports it may see them. */
  related: { number: string | null; fiscalYear: number | null; title: string }[];
  versions: {
    version: number;
    madeAt: Temporal.Instant;
    /** Hexadecimal, as is the digest. */
    salt: string;
    digest: string;
    files: PackagedFile[];
  }[];
}

export interface PackageFacts {
  tenant: string;
  municipality: string;
  exportedAt: Temporal.Instant;
  binder: Binder;
  unit: string;
  small: Classification | null;
  documents: readonly PackagedDocument[];
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

const day = (date: Temporal.PlainDate | null): string | null => date?.toString() ?? null;

function metadata({ tenant, municipality, exportedAt, binder, unit, small, documents }: PackageFacts) {
  return {
    format: 'yakuba-binder/1',
    tenant,
    municipality,
    exportedAt: exportedAt.toString(),
    binder: {
      id: binder.id,
      title: binder.title,
      volume: binder.volume,
      fiscalYear: binder.fiscalYear,
      unit,
      classification: binder.classification,
      article: small?.article ?? null,
      retention: binder.retention,
      keptUntil: day(binder.keptUntil),
      state: binder.state,
    },
    documents: documents.map((one) => ({
      id: one.id,
      number: numberText(one),
      fiscalYear: one.fiscalYear,
      subject: one.subject,
      correspondent: one.correspondent,
      theirNumber: one.theirNumber,
      direction: one.direction,
      kind: one.kind,
      grade: one.grade,
      state: one.state,
      documentDate: day(one.documentDate),
      receivedOn: day(one.receivedOn),
      registeredAt: one.registeredAt.toString(),
      completedOn: day(one.completedOn),
      related: one.related.map((named) => ({ ...named })),
      versions: one.versions.map((version) => ({
        ...version,
        madeAt: version.madeAt.toString(),
        files: version.files.map((file) => ({ ...file })),
      })),
    })),
  } satisfies Plain;
}

/** XML 1.0 has no control characters, also not as references. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');

/** Names of the parts of a list: documents holds document, files holds file. */
const singular = (name: string): string => (name === 'related' ? 'document' : name.replace(/s$/, ''));

function elements(name: string, value: Plain, indent = ''): string {
  if (value === null) return `${indent}<${name}/>\n`;
  if (typeof value !== 'object') return `${indent}<${name}>${escaped(String(value))}</${name}>\n`;
  const inner = Array.isArray(value)
    ? value.map((one: Plain) => elements(singular(name), one, `${indent}  `))
    : Object.entries(value).map(([key, one]) => elements(key, one, `${indent}  `));
  return `${indent}<${name}>\n${inner.join('')}${indent}</${name}>\n`;
}

/** The same facts twice. */
export function metadataTexts(facts: PackageFacts): { json: string; xml: string } {
  const plain = metadata(facts);
  return {
    json: `${JSON.stringify(plain, null, 2)}\n`,
    xml: `<?xml version="1.0" encoding="UTF-8"?>\n${elements('package', plain)}`,
  };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Entries as their digests are made of them (times in milliseconds), with the way to the root of their block. */
export const journalJson = (proven: readonly ProvenEntry[]): string =>
  `${JSON.stringify(
    proven.map(({ entry: { tenant: _, at, digest, ...entry }, proof }) => ({
      entry: { ...entry, at: at.epochMilliseconds, digest: hex(digest) },
      proof: proof && {
        block: {
          number: proof.block.number,
          firstPosition: proof.block.firstPosition,
          lastPosition: proof.block.lastPosition,
          merkleRoot: hex(proof.block.merkleRoot),
          previousHash: hex(proof.block.previousHash),
          sealedAt: proof.block.sealedAt.epochMilliseconds,
          hash: hex(proof.block.hash),
        },
        path: proof.path.map(({ side, hash }) => ({ side, hash: hex(hash) })),
      },
    })),
    null,
    2,
  )}\n`;

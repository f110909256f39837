import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';

export const sealJson = (vault: Vault, { tenant }: Tx, subject: string, value: unknown): Buffer =>
  vault.seal(tenant, subject, JSON.stringify(value));

/** What sealJson sealed: authenticated, hence of the type that this product wrote. */
export const openJson = <Value>(vault: Vault, { tenant }: Tx, subject: string, sealed: Uint8Array): Value =>
  JSON.parse(vault.open(tenant, subject, sealed).toString('utf8')) as Value;

export const valuesSubject = (register: string, id: string, version: number): string =>
  `register/${register}/${id}/${version}`;
export const whySubject = (register: string, id: string, version: number): string =>
  `register/${register}/${id}/${version}/why`;

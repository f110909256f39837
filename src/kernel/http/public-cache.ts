import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { onJournalled } from '../journal/journal.js';

export interface KeptPage {
  tenant: string;
  body: Uint8Array<ArrayBuffer>;
  gzipped: Uint8Array<ArrayBuffer>;
  type: string;
  etag: string;
}

const MAX_BYTES = 64 * 1024 * 1024;
/** Bounds how long another process of the installation may show what this one does not know was changed. */
const MAX_AGE_MS = 5000;

/**
 * Pages that are the same for everybody who is not signed in, kept ready compressed. A journal entry of the
 * municipality drops its pages at once in this process; after MAX_AGE_MS they are made anew in any case.
 */
export class PublicCache {
  readonly #pages = new LRUCache<string, KeptPage>({
    maxSize: MAX_BYTES,
    sizeCalculation: (page) => page.body.byteLength + page.gzipped.byteLength,
    ttl: MAX_AGE_MS,
  });
  readonly #keysByTenant = new Map<string, Set<string>>();
  readonly #stopListening = onJournalled((tenant) => this.#drop(tenant));

  get(key: string): KeptPage | undefined {
    return this.#pages.get(key);
  }

  keep(key: string, tenant: string, type: string, content: ArrayBuffer): KeptPage {
    const body = new Uint8Array(content);
    const page: KeptPage = {
      tenant,
      type,
      body,
      gzipped: new Uint8Array(gzipSync(body)),
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    };
    this.#pages.set(key, page);
    const keys = this.#keysByTenant.get(tenant) ?? new Set();
    this.#keysByTenant.set(tenant, keys.add(key));
    return page;
  }

  close(): void {
    this.#stopListening();
    this.#pages.clear();
  }

  #drop(tenant: string): void {
    for (const key of this.#keysByTenant.get(tenant) ?? []) this.#pages.delete(key);
    this.#keysByTenant.delete(tenant);
  }
}

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { onJournalled } from '../journal/journal.js';

export interface KeptPage {
  /** Those of the handler's answer. */
  headers: readonly (readonly [string, string])[];
  /** The only form that is kept: nearly every visitor takes it as it is, and it is a fifth of the page. */
  gzipped: Uint8Array<ArrayBuffer>;
  etag: string;
}

const MAX_BYTES = 16 * 1024 * 1024;
/** What an entry needs besides its bytes, roughly. */
const ENTRY_BYTES = 1024;
/** Bounds how long another process of the installation may show what this one does not know was changed. */
const MAX_AGE_MS = 5000;

/**
 * Pages that are the same for everybody who is not signed in, kept ready compressed. A journal entry of a
 * municipality begins a new generation of its pages at once in this process; after MAX_AGE_MS they are made
 * anew in any case.
 */
export class PublicCache {
  readonly #pages = new LRUCache<string, KeptPage & { generation: number }>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ gzipped }) => gzipped.byteLength + ENTRY_BYTES,
    ttl: MAX_AGE_MS,
  });
  readonly #making = new Map<string, { generation: number; page: Promise<KeptPage | undefined> }>();
  readonly #generations = new Map<string, number>();
  readonly #stopListening = onJournalled((tenant) => {
    this.#generations.set(tenant, this.generation(tenant) + 1);
  });

  /** Ask before making a page: what is journalled meanwhile makes the page old before it is kept. */
  generation(tenant: string): number {
    return this.#generations.get(tenant) ?? 0;
  }

  get(key: string, tenant: string): KeptPage | undefined {
    const page = this.#pages.get(key);
    return page?.generation === this.generation(tenant) ? page : undefined;
  }

  /**
   * The page that somebody else is making at this moment, of what the municipality has journalled until now: undefined
   * when nobody is; without a page when it came to nothing that may be kept.
   */
  underWay(key: string, tenant: string): Promise<KeptPage | undefined> | undefined {
    const making = this.#making.get(key);
    return making?.generation === this.generation(tenant) ? making.page : undefined;
  }

  /** Whoever comes for the page meanwhile waits for it: call what is given, with the page or without. */
  making(key: string, generation: number): (page?: KeptPage) => void {
    const { promise, resolve } = Promise.withResolvers<KeptPage | undefined>();
    const making = { generation, page: promise };
    this.#making.set(key, making);
    return (page) => {
      if (this.#making.get(key) === making) this.#making.delete(key);
      resolve(page);
    };
  }

  keep(key: string, generation: number, headers: KeptPage['headers'], content: ArrayBuffer): KeptPage {
    const body = new Uint8Array(content);
    const page = {
      headers,
      generation,
      gzipped: new Uint8Array(gzipSync(body)),
      // Weak: it stands for the compressed bytes as well.
      etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    };
    this.#pages.set(key, page);
    return page;
  }

  close(): void {
    this.#stopListening();
    this.#pages.clear();
  }
}

import type { SentFile } from './service/import-reading.js';

/** A file as a browser would have sent it. */
export function sentFile(name: string, content: Uint8Array | string): SentFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    async *read() {
      yield bytes;
    },
  };
}

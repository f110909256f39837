import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PIECE = 64 * 1024;

/**
 * A file of a request that is too large for memory. It lies on disk under no name, so nothing of it is left when it is
 * closed or the process ends.
 */
export class SpooledFile {
  readonly name: string;
  readonly size: number;
  readonly #handle: FileHandle;

  constructor(name: string, size: number, handle: FileHandle) {
    this.name = name;
    this.size = size;
    this.#handle = handle;
  }

  /** Writes down what comes. Throws what the disk says, or what broke off. */
  static async of(name: string, pieces: AsyncIterable<Uint8Array>): Promise<SpooledFile> {
    const path = join(tmpdir(), `yakuba-${randomUUID()}`);
    const handle = await open(path, 'wx+', 0o600);
    try {
      await unlink(path);
      await handle.writeFile(pieces);
      const { size } = await handle.stat();
      return new SpooledFile(name, size, handle);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Its bytes from the beginning, some at a time; may be read again and again. */
  async *read(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < this.size; ) {
      const { bytesRead, buffer } = await this.#handle.read(Buffer.alloc(PIECE), 0, PIECE, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

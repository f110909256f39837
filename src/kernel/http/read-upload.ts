import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import type { Context as HonoContext } from 'hono';
import { AppError } from '../errors.js';
import { OversizedFile } from '../files/oversized-file.js';
import { SpooledFile } from '../files/spooled-file.js';
import { unreadable } from './limit-body.js';

export type UploadPart = string | File | OversizedFile | SpooledFile;

export interface UploadLimits {
  /** Bytes of one file that are kept. */
  maxFileBytes: number;
  /** Bytes of all files together that are kept. */
  maxKeptBytes: number;
  /** Control whose file is kept on disk; whoever asks closes it. */
  onDisk: string | null;
}

const MOST_PARTS = 10_000;
const MOST_FIELD_BYTES = 1024 * 1024;

/**
 * Reads a form with files as it comes in. A file over the limit is read to its end without being kept, so that what
 * was typed beside it is not lost; it arrives as an OversizedFile. A control without a file leaves no part.
 */
export async function readUpload(
  c: HonoContext,
  { maxFileBytes, maxKeptBytes, onDisk }: UploadLimits,
): Promise<Record<string, UploadPart | UploadPart[]>> {
  const body = c.req.raw.body;
  const type = c.req.header('content-type') ?? '';
  if (!body) return {};
  const parts = new Map<string, UploadPart[]>();
  let kept = 0;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const add = (name: string, part: UploadPart) => parts.set(name, [...(parts.get(name) ?? []), part]);
  const spools: Promise<void>[] = [];
  const open = new Set<Readable>();
  const reader = readerOf(type, maxFileBytes);
  reader.on('field', (name, value) => add(name, value));
  reader.on('file', (field, stream, name, _encoding, mediaType) => {
    if (field === onDisk) {
      open.add(stream);
      // What breaks off is told by the reader, and may break before the disk is ready.
      stream.on('error', () => {});
      const spooled = spool(stream, name).then((file) => void add(field, file));
      // A disk that is full stops the reading, which would wait for ever.
      spooled.catch(reject);
      spools.push(spooled);
      return;
    }
    const chunks: Buffer[] = [];
    let isOver = false;
    stream.on('limit', () => {
      isOver = true;
      chunks.length = 0;
    });
    stream.on('data', (data: Buffer) => {
      if (isOver) return;
      kept += data.length;
      if (kept > maxKeptBytes) {
        isOver = true;
        chunks.length = 0;
      } else chunks.push(data);
    });
    stream.on('end', () => {
      if (isOver) add(field, new OversizedFile(name));
      else if (name || chunks.length > 0)
        add(field, new File(chunks as BlobPart[], name, { type: mediaType }));
    });
  });
  reader.on('partsLimit', () =>
    reject(new AppError('invalidInput', `more than ${MOST_PARTS} parts in a form`)),
  );
  reader.on('error', (cause) => reject(unreadable(cause, 'the form could not be read')));
  reader.on('finish', resolve);
  const source = Readable.fromWeb(body as NodeStream<Uint8Array>);
  source.on('error', (cause) => reject(unreadable(cause, 'the form broke off')));
  source.pipe(reader);
  try {
    await promise;
    await Promise.all(spools);
  } catch (error) {
    for (const stream of open) stream.destroy(error instanceof Error ? error : undefined);
    await Promise.allSettled(spools);
    await closeFiles(Object.fromEntries(parts));
    throw error;
  }
  return Object.fromEntries(
    [...parts].map(([name, [first, ...more]]) => [
      name,
      more.length > 0 || first === undefined ? [...(first === undefined ? [] : [first]), ...more] : first,
    ]),
  );
}

async function spool(stream: Readable & { truncated?: boolean }, name: string): Promise<UploadPart> {
  const file = await SpooledFile.of(name, stream);
  if (!stream.truncated) return file;
  await file.close();
  return new OversizedFile(name);
}

/** What lies on disk is of no more use. */
export async function closeFiles(parts: Record<string, unknown>): Promise<void> {
  for (const part of Object.values(parts).flat()) if (part instanceof SpooledFile) await part.close();
}

/** Busboy throws at once when the type names no boundary. */
function readerOf(type: string, maxFileBytes: number): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      defCharset: 'utf8',
      limits: { parts: MOST_PARTS, fieldSize: MOST_FIELD_BYTES, fileSize: maxFileBytes },
    });
  } catch (cause) {
    throw unreadable(cause, 'the form names no boundary of its parts');
  }
}

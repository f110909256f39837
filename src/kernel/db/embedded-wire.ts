import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';

/** First byte of the message by which a client ends its session (PostgreSQL protocol 3.0, Terminate). */
const TERMINATE = 'X'.charCodeAt(0);

/**
 * The connection of a `pg` client to an embedded database: what a socket is to a server. A client writes the
 * messages of one query at once and they go in at once; PGlite's own `query` crosses into it six times for each.
 */
export class EmbeddedWire extends Duplex {
  readonly #pglite: PGlite;
  constructor(pglite: PGlite) {
    super();
    this.#pglite = pglite;
  }

  /** The part of a socket that a client calls. */
  connect(): void {
    void this.#pglite.waitReady.then(
      () => this.emit('connect'),
      (error: Error) => this.destroy(error),
    );
  }
  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.#send(chunk).then(() => done(), done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error) => void): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }

  async #send(messages: Buffer): Promise<void> {
    if (messages[0] === TERMINATE) {
      // A server forgets a session that ends; here the next client would inherit its transaction and its settings.
      // One statement at a time: several at once are a transaction, in which DISCARD ALL is refused.
      await this.#pglite.exec('ROLLBACK');
      await this.#pglite.exec('DISCARD ALL');
      this.push(null);
      return;
    }
    this.push(await this.#pglite.execProtocolRaw(messages));
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.js';
import { type Answer, type Order, toError } from './crossing.js';
import { type PlainDocument, toPlain } from './document.js';
import type { Typesetter } from './typesetter.js';

export interface ProcessOptions {
  /** The built program of the process. */
  program?: URL;
  /** Without work for so long, the process ends and gives its memory back. */
  idleMs?: number;
  /** The longest that one document may take, the start of the process included. */
  limitMs?: number;
  /** The most documents that wait for their turn. */
  maxWaiting?: number;
}

/** The process ended in good order before it took the document: nothing happened yet, and another one may. */
class NotTaken extends Error {}

/**
 * Typst in a process of its own, so that the serving process neither waits nor grows while a document is set. It is
 * started at the first document and again when it has ended, works for one document at a time, and ends with this
 * one. Beside what the compiler throws: unavailable when it died, took too long or has too much to do.
 */
export function createProcessTypesetter({
  program = new URL('./typeset-process.js', import.meta.url),
  idleMs = 30_000,
  limitMs = 60_000,
  maxWaiting = 100,
}: ProcessOptions = {}): Typesetter {
  let child: ChildProcess | undefined;
  let orders = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function living(): ChildProcess {
    if (child) return child;
    const started = fork(fileURLToPath(program), [String(idleMs)], {
      serialization: 'advanced',
      // Nothing of the settings, which hold secrets, is needed there.
      env: {},
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const gone = () => {
      if (child === started) child = undefined;
    };
    for (const event of ['error', 'disconnect', 'exit'] as const) started.on(event, gone);
    // It keeps nobody alive: a document under way does, by the clock of its limit.
    started.unref();
    started.channel?.unref();
    child = started;
    return started;
  }

  function typeset(document: PlainDocument): Promise<Uint8Array> {
    const worker = living();
    orders += 1;
    const order: Order = { order: orders, document };
    return new Promise<Uint8Array>((resolve, reject) => {
      const settle = (how: () => void) => {
        clearTimeout(limit);
        worker.off('message', take).off('error', fail).off('exit', leave);
        how();
      };
      const fail = (cause: unknown) =>
        settle(() => reject(unavailable('the typesetting process failed', cause)));
      const take = (message: unknown) => {
        const answer = message as Answer;
        if (answer.order !== order.order) return;
        // A copy: what arrived is a view into the buffer of the channel.
        if ('pdf' in answer) settle(() => resolve(new Uint8Array(answer.pdf)));
        else settle(() => reject(toError(answer.failure)));
      };
      const leave = (code: number | null, signal: string | null) =>
        settle(() =>
          reject(
            code === 0 ? new NotTaken() : unavailable(`the typesetting process died: ${signal ?? code}`),
          ),
        );
      const limit = setTimeout(() => {
        settle(() => reject(unavailable(`${document.title}: not set within ${limitMs} ms`)));
        if (child === worker) child = undefined;
        worker.kill('SIGKILL');
      }, limitMs);
      worker.on('message', take).on('error', fail).on('exit', leave);
      // A send that fails is followed by the exit, which says why.
      worker.send(order, () => {});
    });
  }

  async function typesetOnce(document: PlainDocument): Promise<Uint8Array> {
    try {
      return await typeset(document);
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
    }
    return typeset(document).catch((error: unknown) => {
      throw error instanceof NotTaken ? unavailable('the typesetting process ends at once') : error;
    });
  }

  return {
    async renderPdf(document) {
      if (waiting >= maxWaiting) throw unavailable(`${waiting} documents wait to be set`);
      waiting += 1;
      try {
        const plain = await toPlain(document);
        const turn = last.then(() => typesetOnce(plain));
        last = turn.catch(() => {});
        return await turn;
      } finally {
        waiting -= 1;
      }
    },
  };
}

const unavailable = (message: string, cause?: unknown): AppError =>
  new AppError('unavailable', message, { cause });

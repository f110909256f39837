import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { vi } from 'vitest';

/** The statements that reach either database while the work runs, a batch counting as one. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const note = (query: unknown) => {
    statements.push(typeof query === 'string' ? query : String((query as { text?: unknown }).text));
  };
  const originals = {
    query: PGlite.prototype.query,
    exec: PGlite.prototype.exec,
    send: pg.Client.prototype.query,
  };
  const spies = [
    vi.spyOn(PGlite.prototype, 'query').mockImplementation(function (this: PGlite, ...args) {
      note(args[0]);
      return originals.query.apply(this, args) as never;
    }),
    vi.spyOn(PGlite.prototype, 'exec').mockImplementation(function (this: PGlite, ...args) {
      note(args[0]);
      return originals.exec.apply(this, args);
    }),
    vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
      note(args[0]);
      return originals.send.apply(this, args as never) as never;
    }),
  ];
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return statements;
}

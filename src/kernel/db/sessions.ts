import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { EmbeddedWire } from './embedded-wire.js';

/** A session of the database, which runs one query at a time. */
export interface Session {
  /** Without parameters the text may hold several statements; the answer is the last one's. */
  run(text: string, parameters: unknown[]): Promise<Answer>;
  /**
   * All of it in one packet, each piece answered in its turn, whatever became of those before it. Rejects with what the
   * first that failed said, once all are answered.
   */
  send(pieces: readonly (string | Statement)[]): Promise<Answer[]>;
  /** Nobody may get this session after its release. */
  spoil(): void;
}

/** Exactly one, with or without parameters: the database itself refuses a second one. */
export interface Statement {
  text: string;
  values: unknown[];
}

export interface Answer {
  rows: unknown[];
  affected: number | undefined;
  /** COMMIT, ROLLBACK, SELECT … */
  command: string | undefined;
}

export interface SessionSource {
  acquire(): Promise<Session>;
  release(session: Session): Promise<void>;
  close(): Promise<void>;
}

/** How long a piece of work waits for a session before it is told that there is none. */
const WAIT_MS = 15_000;

const OID = { int8: 20, date: 1082, timestamptz: 1184, numeric: 1700 } as const;

const toInstant = (text: string): Temporal.Instant => Temporal.Instant.from(text.replace(' ', 'T'));
/** Values look the same whichever driver runs. */
const parsers: Record<number, (text: string) => unknown> = {
  [OID.int8]: Number,
  [OID.numeric]: Number,
  [OID.date]: (text) => Temporal.PlainDate.from(text),
  [OID.timestamptz]: toInstant,
};

/** The one session that PGlite has; callers queue for it. */
export function pgliteSessions(pglite: PGlite): SessionSource {
  const source = poolSessions({
    stream: () => new EmbeddedWire(pglite),
    user: 'postgres',
    database: 'postgres',
    max: 1,
    idleTimeoutMillis: 0,
  });
  return {
    ...source,
    async close() {
      await source.close();
      await pglite.close();
    },
  };
}

/** Of so many texts the plan is kept; statements whose text depends on how much they write are more than that. */
const MOST_NAMED = 500;
const WRITES = /^\s*(?:WITH\s+\w+ AS \(\s*)?(?:INSERT|UPDATE|DELETE)\b/i;
const names = new Map<string, string>();

/**
 * A statement with a name is read and planned once in a session. Only what writes gets one: its plan does not hang on
 * the values, where that of a list does.
 */
function nameOf(text: string): { name?: string } {
  const known = names.get(text);
  if (known !== undefined) return { name: known };
  if (names.size >= MOST_NAMED || !WRITES.test(text)) return {};
  const name = `write_${names.size}`;
  names.set(text, name);
  return { name };
}

const prepared = ({ text, values }: Statement): pg.QueryConfig & { queryMode: 'extended' } => ({
  text,
  values,
  queryMode: 'extended',
  ...nameOf(text),
});

/** A pool of connections to a server. */
export const serverSessions = (url: string, size: number): SessionSource =>
  poolSessions({ connectionString: url, max: size, keepAlive: true });

/** One that broke, or is left inside a transaction, is not used again. */
function poolSessions(config: pg.PoolConfig): SessionSource {
  const pool = new pg.Pool({
    ...config,
    connectionTimeoutMillis: WAIT_MS,
    pipeline: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  // Without listeners a connection that breaks, idle or between two statements, would end the process;
  // whoever uses it is told by its next statement.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const clients = new Map<Session, { client: pg.PoolClient; isSpoilt: boolean }>();
  return {
    async acquire() {
      const client = await pool.connect();
      const session: Session = {
        async run(text, parameters) {
          return toAnswer(
            await (parameters.length === 0 ? client.query(text) : client.query(text, parameters)),
          );
        },
        async send(pieces) {
          const { stream } = client.connection;
          stream.cork();
          const answers = pieces.map((piece) =>
            client.query(typeof piece === 'string' ? piece : prepared(piece)),
          );
          stream.uncork();
          await Promise.allSettled(answers);
          return (await Promise.all(answers)).map(toAnswer);
        },
        spoil() {
          const held = clients.get(session);
          if (held) held.isSpoilt = true;
        },
      };
      clients.set(session, { client, isSpoilt: false });
      return session;
    },
    async release(session) {
      const held = clients.get(session);
      if (!held) return;
      clients.delete(session);
      held.client.release(held.isSpoilt || held.client.getTransactionStatus() !== 'I');
    },
    close: () => pool.end(),
  };
}

/** Of several statements in one text the last one's. */
function toAnswer(results: pg.QueryResult | pg.QueryResult[]): Answer {
  const result = Array.isArray(results) ? results.at(-1) : results;
  return {
    rows: result?.rows ?? [],
    affected: result?.rowCount ?? undefined,
    command: result?.command,
  };
}

/** Several addresses of a host that all refuse come as an AggregateError without a message of its own. */
export const reasonOf = (error: unknown): string => {
  const { message, code } = error as Error & { code?: string };
  return message || code || 'no answer';
};

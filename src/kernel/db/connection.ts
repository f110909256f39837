import type { PGlite } from '@electric-sql/pglite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';

/*
 * One Kysely dialect over both drivers, so that values look the same whichever runs: int8 is a number,
 * timestamptz a Temporal.Instant, date a Temporal.PlainDate; a query without parameters may hold
 * several statements. Kysely's own PGlite driver is not used because it hands its one connection
 * to every caller at once: two open transactions would run inside each other.
 */

const OID = { int8: 20, date: 1082, timestamptz: 1184, numeric: 1700 } as const;

const toInstant = (text: string): Temporal.Instant => Temporal.Instant.from(text.replace(' ', 'T'));
const parsers: Record<number, (text: string) => unknown> = {
  [OID.int8]: Number,
  [OID.numeric]: Number,
  [OID.date]: (text) => Temporal.PlainDate.from(text),
  [OID.timestamptz]: toInstant,
};

const isTemporal = (value: unknown): boolean =>
  value instanceof Temporal.Instant || value instanceof Temporal.PlainDate || value instanceof Temporal.PlainYearMonth;

const toParameter = (value: unknown): unknown => (isTemporal(value) ? String(value) : value);

/** A session that runs one query at a time. */
interface Session {
  query(text: string, parameters: unknown[]): Promise<{ rows: unknown[]; affected: number | undefined }>;
}

interface SessionSource {
  acquire(): Promise<Session>;
  release(session: Session): Promise<void>;
  close(): Promise<void>;
}

class SqlConnection implements DatabaseConnection {
  readonly session: Session;
  constructor(session: Session) {
    this.session = session;
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, affected } = await this.session.query(query.sql, query.parameters.map(toParameter));
    return {
      rows: rows as Row[],
      ...(affected === undefined ? {} : { numAffectedRows: BigInt(affected) }),
    };
  }
  // biome-ignore lint/correctness/useYield: streaming is refused on purpose; lists are paged by key.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not supported; read by pages');
  }
}

class SqlDriver implements Driver {
  readonly #source: SessionSource;
  constructor(source: SessionSource) {
    this.#source = source;
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<SqlConnection> {
    return new SqlConnection(await this.#source.acquire());
  }
  async releaseConnection(connection: SqlConnection): Promise<void> {
    await this.#source.release(connection.session);
  }
  async beginTransaction(connection: SqlConnection): Promise<void> {
    await connection.session.query('BEGIN', []);
  }
  async commitTransaction(connection: SqlConnection): Promise<void> {
    await connection.session.query('COMMIT', []);
  }
  async rollbackTransaction(connection: SqlConnection): Promise<void> {
    await connection.session.query('ROLLBACK', []);
  }
  async destroy(): Promise<void> {
    await this.#source.close();
  }
}

const dialect = (source: SessionSource): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new SqlDriver(source),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

/** PGlite has one session; callers queue for it. */
function pgliteSource(pglite: PGlite): SessionSource {
  let tail: Promise<void> = Promise.resolve();
  const releases = new Map<Session, () => void>();
  const options = { parsers };
  const openSession = (): Session => ({
    async query(text, parameters) {
      const result =
        parameters.length === 0
          ? (await pglite.exec(text, options)).at(-1)
          : await pglite.query(text, parameters, options);
      return { rows: result?.rows ?? [], affected: result?.affectedRows };
    },
  });
  return {
    async acquire() {
      const session = openSession();
      const previous = tail;
      const held = Promise.withResolvers<void>();
      tail = held.promise;
      releases.set(session, held.resolve);
      await previous;
      return session;
    },
    async release(session) {
      releases.get(session)?.();
      releases.delete(session);
    },
    close: () => pglite.close(),
  };
}

function poolSource(pool: pg.Pool): SessionSource {
  const clients = new Map<Session, pg.PoolClient>();
  return {
    async acquire() {
      const client = await pool.connect();
      const session: Session = {
        async query(text, parameters) {
          const answer: pg.QueryResult | pg.QueryResult[] =
            parameters.length === 0 ? await client.query(text) : await client.query(text, parameters);
          const result = Array.isArray(answer) ? answer.at(-1) : answer;
          return { rows: result?.rows ?? [], affected: result?.rowCount ?? undefined };
        },
      };
      clients.set(session, client);
      return session;
    },
    async release(session) {
      clients.get(session)?.release();
      clients.delete(session);
    },
    close: () => pool.end(),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the door hands out typed views of this by tables<Tables>().
export type AnyKysely = Kysely<any>;

export const kyselyOverPglite = (pglite: PGlite): AnyKysely =>
  new Kysely({ dialect: dialect(pgliteSource(pglite)) });

export function kyselyOverPool(url: string, size: number): AnyKysely {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  // Without a listener, an idle connection that breaks would end the process; the next query reports it.
  pool.on('error', () => {});
  return new Kysely({ dialect: dialect(poolSource(pool)) });
}

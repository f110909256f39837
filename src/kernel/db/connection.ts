import { AsyncLocalStorage } from 'node:async_hooks';
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
  SingleConnectionProvider,
} from 'kysely';
import { AppError } from '../errors.js';
import {
  type Answer,
  pgliteSessions,
  reasonOf,
  type Session,
  type SessionSource,
  serverSessions,
} from './sessions.js';

/*
 * One Kysely dialect over both drivers, so that values look the same whichever runs: int8 is a number,
 * timestamptz a Temporal.Instant, date a Temporal.PlainDate; a query without parameters may hold
 * several statements. Kysely's own PGlite driver is not used because it hands its one connection
 * to every caller at once: two open transactions would run inside each other.
 */

const isTemporal = (value: unknown): boolean =>
  typeof value === 'object' &&
  (value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainYearMonth);

const toParameter = (value: unknown): unknown => (isTemporal(value) ? String(value) : value);

class SqlConnection implements DatabaseConnection {
  readonly session: Session;
  constructor(session: Session) {
    this.session = session;
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, affected } = await this.session.run(query.sql, query.parameters.map(toParameter));
    return toResult(rows, affected);
  }
  // biome-ignore lint/correctness/useYield: streaming is refused on purpose; lists are paged by key.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not supported; read by pages');
  }
}

const toResult = <Row>(rows: unknown[], affected: number | undefined): QueryResult<Row> => ({
  rows: rows as Row[],
  ...(affected === undefined ? {} : { numAffectedRows: BigInt(affected) }),
});

/** Statements that would end the transaction, or change the role or tenant that it runs under. */
const CONTROL =
  /^(\s|--.*\n|\/\*[\s\S]*?\*\/)*(begin|start|commit|end|rollback|abort|prepare|savepoint|release|set|reset|discard|do|call)\b|\bset_config\b/i;

/**
 * What the work of a transaction gets: one statement at a time, none that controls, none after the end. What opens the
 * transaction goes out with the first statement: work that asks nothing begins nothing.
 */
class WorkConnection extends SqlConnection {
  #state: 'unopened' | 'open' | 'over' = 'unopened';
  readonly #opening: string;
  constructor(session: Session, opening: string) {
    super(session);
    this.#opening = opening;
  }
  get isOver(): boolean {
    return this.#state === 'over';
  }
  override async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#execute(query, 'open');
  }
  /** For the statement with which the work is done: COMMIT goes out with it. */
  readonly last: DatabaseConnection = {
    executeQuery: (query) => this.#execute(query, 'over'),
    streamQuery: () => this.streamQuery(),
  };
  async #execute<Row>(query: CompiledQuery, afterwards: 'open' | 'over'): Promise<QueryResult<Row>> {
    if (this.isOver) throw new Error('the transaction is over: something in it was not awaited');
    if (CONTROL.test(query.sql)) throw new Error(`not inside a transaction: ${query.sql}`);
    const before = this.#state === 'unopened' ? [this.#opening] : [];
    const behind = afterwards === 'over' ? ['COMMIT'] : [];
    this.#state = afterwards;
    const statement = { text: query.sql, values: query.parameters.map(toParameter) };
    const answers = await this.session.send([...before, statement, ...behind]);
    if (afterwards === 'over') requireCommitted(answers.at(-1));
    const answer = answers[before.length];
    return toResult(answer?.rows ?? [], answer?.affected);
  }
  async commit(): Promise<void> {
    const before = this.#state;
    this.#state = 'over';
    if (before === 'open') requireCommitted(await this.session.run('COMMIT', []));
  }
  /** Also after a COMMIT that failed: the session is used again. */
  async rollBack(): Promise<void> {
    const before = this.#state;
    this.#state = 'over';
    if (before !== 'unopened') await this.session.run('ROLLBACK', []).catch(() => this.session.spoil());
  }
}

/** PostgreSQL answers COMMIT of a failed transaction with ROLLBACK, which is no error to a driver. */
function requireCommitted(answer: Answer | undefined): void {
  if (answer?.command !== 'COMMIT')
    throw new Error('a statement failed and the work went on: nothing was saved');
}

class SqlDriver implements Driver {
  readonly #acquire: () => Promise<Session>;
  readonly #source: SessionSource;
  constructor(source: SessionSource, acquire: () => Promise<Session>) {
    this.#source = source;
    this.#acquire = acquire;
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<SqlConnection> {
    return new SqlConnection(await this.#acquire());
  }
  async releaseConnection(connection: SqlConnection): Promise<void> {
    await this.#source.release(connection.session);
  }
  async beginTransaction(connection: SqlConnection): Promise<void> {
    if (connection instanceof WorkConnection) throw new Error(NESTED);
    await connection.session.run('BEGIN', []);
  }
  async commitTransaction(connection: SqlConnection): Promise<void> {
    await connection.session.run('COMMIT', []);
  }
  async rollbackTransaction(connection: SqlConnection): Promise<void> {
    await connection.session.run('ROLLBACK', []);
  }
  async destroy(): Promise<void> {
    await this.#source.close();
  }
}

const NESTED =
  'a transaction or an owner query inside another transaction: it would wait for the session that this one holds';

// biome-ignore lint/suspicious/noExplicitAny: the door hands out typed views of this by tables<Tables>().
export type AnyKysely = Kysely<any>;

/** The owner's query builder, and transactions that hold one session of it from beginning to end. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export class OwnerKysely extends Kysely<any> {
  readonly #source: SessionSource;
  readonly #dialect: Dialect;
  readonly #driver: SqlDriver;
  readonly #acquire: () => Promise<Session>;
  /** The transaction that the running code is part of. */
  readonly #inside: AsyncLocalStorage<WorkConnection>;

  constructor(source: SessionSource) {
    const inside = new AsyncLocalStorage<WorkConnection>();
    const acquire = async (): Promise<Session> => {
      if (inside.getStore()?.isOver === false) throw new Error(NESTED);
      try {
        return await source.acquire();
      } catch (cause) {
        throw new AppError('unavailable', `no connection to the database: ${reasonOf(cause)}`, { cause });
      }
    };
    const driver = new SqlDriver(source, acquire);
    const dialect: Dialect = {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    };
    super({ dialect });
    this.#source = source;
    this.#dialect = dialect;
    this.#driver = driver;
    this.#acquire = acquire;
    this.#inside = inside;
  }

  /**
   * Runs the work between the opening statements and COMMIT. The work cannot end the transaction but by its last
   * statement, change its role or go on after its end; when it throws, or a statement failed that it did not report,
   * nothing is saved.
   */
  async hold<Result>(
    opening: string,
    work: (kysely: AnyKysely, last: () => AnyKysely) => Promise<Result>,
  ): Promise<Result> {
    const session = await this.#acquire();
    const connection = new WorkConnection(session, opening);
    try {
      const result = await this.#inside.run(connection, () =>
        work(this.#over(connection), () => this.#over(connection.last)),
      );
      await connection.commit();
      return result;
    } catch (error) {
      await connection.rollBack();
      throw error;
    } finally {
      await this.#source.release(session);
    }
  }

  #over(connection: DatabaseConnection): AnyKysely {
    const executor = this.getExecutor().withConnectionProvider(new SingleConnectionProvider(connection));
    return new Kysely({
      config: { dialect: this.#dialect },
      dialect: this.#dialect,
      driver: this.#driver,
      executor,
    });
  }
}

export const kyselyOverPglite = (pglite: PGlite): OwnerKysely => new OwnerKysely(pgliteSessions(pglite));

export const kyselyOverPool = (url: string, size: number): OwnerKysely =>
  new OwnerKysely(serverSessions(url, size));

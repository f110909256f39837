import type { Kysely } from 'kysely';
import { AppError } from '../errors.js';
import type { AnyKysely, OwnerKysely } from './connection.js';

/** Six digits: validated here because SET LOCAL takes no parameters, and Citus propagates only literals. */
const TENANT = /^\d{6}$/;

/** SQLSTATEs after which the same work may succeed: serialization failure, deadlock. */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 6;
/** What the work itself met that it would not meet a second time: a number drawn twice, a row that came in meanwhile. */
export class Again extends Error {
  constructor(cause: unknown) {
    super('the work has to be done again', { cause });
  }
}

const UNIQUE_VIOLATION = '23505';

/** For a row whose key may be another's at the same moment: the transaction is done again, and can look. */
export async function onceMore<Result>(written: Promise<Result>): Promise<Result> {
  try {
    return await written;
  } catch (error) {
    throw (error as { code?: string }).code === UNIQUE_VIOLATION ? new Again(error) : error;
  }
}

/** SQLSTATEs of work that the database gave up on because it took too long: a lock, a statement. */
const TOO_LONG = new Set(['55P03', '57014']);

/**
 * On a server one stuck request must not keep the others waiting: limits for a lock (the journal's head is one),
 * for a statement, and for a process that says nothing while its transaction is open.
 */
const LIMITS =
  "; SET LOCAL lock_timeout = '10s'; SET LOCAL statement_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = '60s'";

/**
 * One open transaction of one municipality, under a role that row-level security binds.
 * The only way a store reaches the database.
 */
export class Tx {
  readonly tenant: string;
  readonly #connection: AnyKysely;
  readonly #last: () => AnyKysely;
  readonly #afterCommit: (() => void)[] = [];

  constructor(tenant: string, connection: AnyKysely, last: () => AnyKysely) {
    this.tenant = tenant;
    this.#connection = connection;
    this.#last = last;
  }

  /** The query builder, typed by the tables that the calling store owns. */
  tables<Tables>(): Kysely<Tables> {
    return this.#connection as Kysely<Tables>;
  }

  /**
   * The same for the statement that the work ends with: COMMIT goes out behind it, which saves what many people do at
   * the same time one way to the database and back. It must be one that fails where it does not do what it should:
   * nothing that comes later can take it back, and no statement is taken after it.
   */
  lastly<Tables>(): Kysely<Tables> {
    return this.#last() as Kysely<Tables>;
  }

  /** For in-process reactions (a cache to drop, a reader to wake); never for anything that must happen. */
  afterCommit(reaction: () => void): void {
    this.#afterCommit.push(reaction);
  }

  committed(): void {
    for (const reaction of this.#afterCommit) reaction();
  }
}

/** How a database was closed: as it should be, after what was begun with it failed, or not to its end. */
export type Ending = 'complete' | 'refused' | 'broken';

export class Database {
  /** Owner's connection, outside every tenant: migrations, jobs and the tenant list only. */
  readonly owner: OwnerKysely;
  readonly driver: 'pglite' | 'postgres';
  readonly #afterwards: (ending: Ending) => Promise<void>;

  /** `afterwards` runs when the connections are closed, and hears how that went. */
  constructor(
    driver: 'pglite' | 'postgres',
    owner: OwnerKysely,
    afterwards: (ending: Ending) => Promise<void> = async () => {},
  ) {
    this.driver = driver;
    this.owner = owner;
    this.#afterwards = afterwards;
  }

  /**
   * Runs the work in one transaction that sees and writes only the tenant's rows.
   * Repeated when the database reports a serialization failure or deadlock, or the work throws Again: it must be
   * repeatable.
   * A transaction inside another one is refused. Throws AppError unavailable when there is no connection, or
   * the work waited too long for a lock.
   */
  async transaction<Result>(tenant: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    if (typeof tenant !== 'string' || !TENANT.test(tenant)) {
      throw new Error(`not a municipality code: ${JSON.stringify(tenant)}`);
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(tenant, work);
      } catch (error) {
        const state = (error as { code?: string }).code;
        if (state !== undefined && TOO_LONG.has(state)) {
          throw new AppError('unavailable', 'the database took too long', { cause: error });
        }
        const isRepeatable = error instanceof Again || (state !== undefined && RETRYABLE.has(state));
        if (attempt >= MAX_ATTEMPTS || !isRepeatable) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
      }
    }
  }

  async #once<Result>(tenant: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const limits = this.driver === 'postgres' ? LIMITS : '';
    let tx: Tx | undefined;
    const result = await this.owner.hold(
      `BEGIN; SET LOCAL ROLE yakuba_app; SET LOCAL app.tenant = '${tenant}'${limits}`,
      (kysely, last) => {
        tx = new Tx(tenant, kysely, last);
        return work(tx);
      },
    );
    tx?.committed();
    return result;
  }

  /** `isComplete: false`: whoever opened it gave up, and what was new is not to be gone on with. */
  async close({ isComplete = true } = {}): Promise<void> {
    let isClosed = false;
    try {
      await this.owner.destroy();
      isClosed = true;
    } finally {
      await this.#afterwards(isComplete ? (isClosed ? 'complete' : 'broken') : 'refused');
    }
  }
}

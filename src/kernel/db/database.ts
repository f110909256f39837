import { type Kysely, sql } from 'kysely';
import type { AnyKysely } from './connection.js';

/** Six digits: validated here because SET LOCAL takes no parameters, and Citus propagates only literals. */
const TENANT = /^\d{6}$/;

/** SQLSTATEs after which the same work may succeed: serialization failure, deadlock. */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 6;

/**
 * One open transaction of one municipality, under a role that row-level security binds.
 * The only way a store reaches the database.
 */
export class Tx {
  readonly tenant: string;
  readonly #connection: AnyKysely;
  readonly #afterCommit: (() => void)[] = [];

  constructor(tenant: string, connection: AnyKysely) {
    this.tenant = tenant;
    this.#connection = connection;
  }

  /** The query builder, typed by the tables that the calling store owns. */
  tables<Tables>(): Kysely<Tables> {
    return this.#connection as Kysely<Tables>;
  }

  /** For in-process reactions (a cache to drop, a reader to wake); never for anything that must happen. */
  afterCommit(reaction: () => void): void {
    this.#afterCommit.push(reaction);
  }

  committed(): void {
    for (const reaction of this.#afterCommit) reaction();
  }
}

export class Database {
  /** Owner's connection, outside every tenant: migrations, jobs and the tenant list only. */
  readonly owner: AnyKysely;
  readonly driver: 'pglite' | 'postgres';

  constructor(driver: 'pglite' | 'postgres', owner: AnyKysely) {
    this.driver = driver;
    this.owner = owner;
  }

  /**
   * Runs the work in one transaction that sees and writes only the tenant's rows.
   * Repeated when the database reports a serialization failure or deadlock: the work must be repeatable.
   */
  async transaction<Result>(tenant: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    if (!TENANT.test(tenant)) throw new Error(`not a municipality code: ${JSON.stringify(tenant)}`);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(tenant, work);
      } catch (error) {
        const state = (error as { code?: string }).code;
        if (attempt >= MAX_ATTEMPTS || state === undefined || !RETRYABLE.has(state)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
      }
    }
  }

  async #once<Result>(tenant: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.owner.connection().execute(async (connection) => {
      await sql
        .raw(`BEGIN; SET LOCAL ROLE yakuba_app; SET LOCAL app.tenant = '${tenant}'`)
        .execute(connection);
      const tx = new Tx(tenant, connection);
      let result: Result;
      try {
        result = await work(tx);
        await sql.raw('COMMIT').execute(connection);
      } catch (error) {
        await sql.raw('ROLLBACK').execute(connection);
        throw error;
      }
      tx.committed();
      return result;
    });
  }

  async close(): Promise<void> {
    await this.owner.destroy();
  }
}

import { sql } from 'kysely';
export const count = sql`SELECT count(*) FROM plan_measure`;

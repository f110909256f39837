export type { Countable } from './countable.js';
export type { CountedBy, CountedFor } from './counted-by.js';
export { planCsv } from './exchange/csv.js';
export type { PlanView } from './model.js';
export type { PlanService } from './service.js';

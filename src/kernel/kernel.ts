import type { Access } from './access/access.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { Database } from './db/database.js';
import type { Typesetter } from './documents/typesetter.js';
import type { Logger } from './log.js';
import type { Municipalities } from './tenancy/municipalities.js';

/** What every module is built from. */
export interface Kernel {
  config: Config;
  database: Database;
  clock: Clock;
  log: Logger;
  access: Access;
  municipalities: Municipalities;
  typesetter: Typesetter;
  /** Folder of the catalogue's definitions. */
  catalogRoot: string;
}

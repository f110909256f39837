import type { Access } from './access/access.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { Vault } from './crypto/vault.js';
import type { Database } from './db/database.js';
import type { PdfPages } from './documents/pdf-pages.js';
import type { PdfSealer } from './documents/pdf-seal.js';
import type { Typesetter } from './documents/typesetter.js';
import type { Files } from './files/files.js';
import type { Bell } from './jobs/bell.js';
import type { Logger } from './log.js';
import type { Mailer } from './mail/mail.js';
import type { Scans } from './scans/scan.js';
import type { Municipalities } from './tenancy/municipalities.js';

/** What every module is built from. */
export interface Kernel {
  config: Config;
  database: Database;
  clock: Clock;
  log: Logger;
  access: Access;
  /** Encryption under the municipality's key, for personal data at rest. */
  vault: Vault;
  municipalities: Municipalities;
  typesetter: Typesetter;
  sealer: PdfSealer;
  files: Files;
  scans: Scans;
  pages: PdfPages;
  mailer: Mailer;
  /** Asks for a job before its time. */
  bell: Bell;
  /** Folder of the catalogue's definitions. */
  catalogRoot: string;
}

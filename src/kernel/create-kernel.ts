import { fileURLToPath } from 'node:url';
import { Access, AccessTable } from './access/access.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import { createVault } from './crypto/vault.js';
import type { Database } from './db/database.js';
import { readDefinition } from './definitions/read.js';
import { type PdfPages, pagesHere } from './documents/pdf-pages.js';
import { createPdfSealer } from './documents/pdf-seal.js';
import { createTypesetter, type Typesetter } from './documents/typesetter.js';
import { createClamavScan, noScan } from './files/clamav.js';
import type { DisarmPdf } from './files/disarm.js';
import { createFiles } from './files/files.js';
import { createBell } from './jobs/bell.js';
import type { Kernel } from './kernel.js';
import type { Logger } from './log.js';
import { createMailer } from './mail/smtp.js';
import type { Scans } from './scans/scan.js';
import { scansHere } from './scans/scan-in-process.js';
import { readMunicipalities } from './tenancy/municipalities.js';

/** The catalogue that is shipped with the product, beside src and dist. */
export const SHIPPED_CATALOG = fileURLToPath(new URL('../../catalog/', import.meta.url));

export interface KernelParts {
  config: Config;
  database: Database;
  clock: Clock;
  log: Logger;
  /** In this process when absent. What serves people gives one that works elsewhere (createProcessTypesetter). */
  typesetter?: Typesetter;
  /** In this thread when absent; what serves people gives createPdfProcesses(). */
  disarmPdf?: DisarmPdf;
  /** In this thread when absent; what serves people gives createScanProcess(). */
  scans?: Scans;
  /** In this thread when absent; what serves people gives createPageProcess(). */
  pages?: PdfPages;
}

/** Reads the definitions that the kernel itself needs. Throws BrokenDefinitions. */
export async function createKernel({
  config,
  database,
  clock,
  log,
  typesetter = createTypesetter(),
  disarmPdf,
  scans = scansHere,
  pages = pagesHere,
}: KernelParts): Promise<Kernel> {
  const catalogRoot = config.catalogDir ?? SHIPPED_CATALOG;
  const access = await readDefinition(catalogRoot, 'common/access.yaml', AccessTable);
  const vault = createVault(config.keysDir);
  return {
    config,
    database,
    clock,
    log,
    catalogRoot,
    access: new Access(access.value),
    vault,
    files: createFiles({
      database,
      vault,
      // The libraries that read pictures and PDF are loaded with the first file.
      disarm: async (bytes, rules) => (await import('./files/disarm.js')).disarm(bytes, rules, disarmPdf),
      scan: config.clamav ? createClamavScan(config.clamav) : noScan,
    }),
    scans,
    pages,
    mailer: createMailer(config.mail),
    bell: createBell(),
    municipalities: await readMunicipalities(catalogRoot),
    typesetter,
    sealer: createPdfSealer(config.keysDir, clock, config.timeStamps),
  };
}

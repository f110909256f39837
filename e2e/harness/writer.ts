// A process of its own that writes journal entries as fast as it can and prints the position of each one that the
// database has acknowledged: what a test kills in the middle. Arguments: the data folder, and how many (0: no end).
import { systemClock } from '#kernel/clock.js';
import { readConfig } from '#kernel/config.js';
import { systemContext } from '#kernel/context.js';
import { createKernel } from '#kernel/create-kernel.js';
import { openDatabase } from '#kernel/db/open.js';
import { append } from '#kernel/journal/journal.js';
import { createLogger } from '#kernel/log.js';
import { registerMunicipalities } from '#kernel/tenancy/municipalities.js';

const [dataDir = '', limit = '0'] = process.argv.slice(2);
const config = readConfig({ DATA_DIR: dataDir });
const database = await openDatabase(config);
const kernel = await createKernel({ config, database, clock: systemClock, log: createLogger('warn') });
await registerMunicipalities(database, kernel.municipalities);
const municipality = kernel.municipalities.bySlug('nara-city');
if (!municipality) throw new Error('the catalogue has Nara City');
const context = systemContext(municipality, 'test.writer', kernel.clock);
for (let written = 0; limit === '0' || written < Number(limit); written += 1) {
  const { position } = await database.transaction(municipality.code, (tx) =>
    append(tx, context, { type: 'test.written', subject: `thing/${written}`, data: { number: written } }),
  );
  process.stdout.write(`${position}\n`);
}
await database.close();

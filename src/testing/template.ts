import type { Database } from '#kernel/db/database.js';
import { migrate } from '#kernel/db/migrate.js';
import { registerMunicipalities } from '#kernel/tenancy/municipalities.js';
import { createModules } from '#modules.js';
import { migrationSources } from '../migrations.js';
import { testKernel } from './test-kernel.js';

/** Real migrations and the tenant list: what every test database is a copy of. */
export async function fillTemplate(database: Database): Promise<void> {
  const kernel = await testKernel(database);
  await migrate(database, migrationSources(createModules(kernel).all));
  await registerMunicipalities(database, kernel.municipalities);
}

import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';

/** Opens the embedded data behind the product's back, as somebody with the files could. The product must not run. */
export async function behindItsBack<Result>(
  dataDir: string,
  work: (pglite: PGlite) => Promise<Result>,
): Promise<Result> {
  const pglite = await PGlite.create({ dataDir: join(dataDir, 'postgres'), extensions: { postgis } });
  try {
    return await work(pglite);
  } finally {
    await pglite.close();
  }
}

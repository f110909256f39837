import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';

export interface OwnCatalog {
  folder: string;
  remove(): Promise<void>;
}

/** A copy of the shipped catalogue in which these files stand as given: for towns with rules of their own. */
export async function ownCatalog(files: Readonly<Record<string, string>>): Promise<OwnCatalog> {
  const folder = await mkdtemp(join(tmpdir(), 'yakuba-catalog-'));
  await cp(SHIPPED_CATALOG, folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';

/**
 * Copies a folder that the build has made. False, with nothing left behind, where there is none that this user may
 * read: who builds need not be who runs, and what is not copied is made.
 */
export async function copyBuilt(source: string, target: string): Promise<boolean> {
  if (!existsSync(source)) return false;
  try {
    await cp(source, target, { recursive: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    await rm(target, { recursive: true, force: true });
    return false;
  }
}

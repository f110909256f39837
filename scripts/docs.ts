// Writes docs/reference anew.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { referenceFiles } from './reference.ts';

const folder = fileURLToPath(new URL('../docs/reference/', import.meta.url));
rmSync(folder, { recursive: true, force: true });
for (const [path, content] of referenceFiles()) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

import { readFile } from 'node:fs/promises';
export const model = readFile;

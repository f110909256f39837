export type { About } from './model.js';
export type { NewDataset } from './service/editing.js';

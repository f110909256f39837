import type { Case } from '../modules/procedure/api.js';
export type Journey = Case;

import { fc } from 'fast-check';
export const yen = fc;

import { amount } from './gone.js';
export const yen = amount;

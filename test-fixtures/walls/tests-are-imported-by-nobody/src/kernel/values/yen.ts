import { amount } from './yen.test.js';
export const yen = amount;

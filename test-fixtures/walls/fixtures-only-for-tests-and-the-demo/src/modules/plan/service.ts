import { plan } from './fixtures.js';
export const service = () => plan;

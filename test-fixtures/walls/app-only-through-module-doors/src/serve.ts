import { planStore } from './modules/plan/store.js';
export const serve = () => planStore;

import { readPlan } from '../service.js';
export const Sheet = () => readPlan;

import { caseModel } from '../procedure/model.js';
export const service = () => caseModel;

import { journey } from '../forms/journey.js';
export const layout = () => journey;

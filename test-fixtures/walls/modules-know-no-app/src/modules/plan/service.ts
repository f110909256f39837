import { app } from '../../app.js';
export const service = () => app;

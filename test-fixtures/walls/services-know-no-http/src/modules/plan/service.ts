import { route } from '../../kernel/http/route.js';
export const service = () => route;

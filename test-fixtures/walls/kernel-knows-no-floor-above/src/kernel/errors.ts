import { button } from '../ui/button.js';
export const apologise = () => button;

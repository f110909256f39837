export const planStore = 'store';

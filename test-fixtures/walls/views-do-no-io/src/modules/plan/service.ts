export const readPlan = 'plan';

export const caseModel = 'case';

export type Case = 'case';

export type { Organization, OrganizationRecords, Post, Posting } from './model.js';
export { organizationOn, titleOn, unitNow } from './model.js';

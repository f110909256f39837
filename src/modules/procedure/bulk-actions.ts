/** What can be done to several cases at once: nothing of it asks for words. */
export const BULK_ACTIONS = ['take', 'assign', 'signOff', 'approve'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];
export const isBulkAction = (text: string): text is BulkAction => BULK_ACTIONS.some((one) => one === text);

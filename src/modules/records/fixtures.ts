import { type Context, tenantOf } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { RecordsApi, Registration } from './api.js';
import { waitingHolder } from './document-files.js';

/** A letter that came to the section that issues certificates. */
export const letter = (context: Context, changes: Partial<Registration> = {}): Registration => ({
  intakeKey: `test/${uuidv7(context.clock.now())}`,
  direction: 'received',
  kind: 'inquiry',
  unit: 'civic-affairs',
  grade: 'open',
  classification: 'a3-03',
  inCharge: null,
  documentDate: null,
  receivedOn: Temporal.PlainDate.from('2026-11-20'),
  subject: '住民基本台帳事務に関する照会について',
  correspondent: '奈良県知事',
  theirNumber: '',
  files: { from: 'draft/records/test', ids: [] },
  ...changes,
});

/** Where files of who acts wait before they belong to a document. */
export const waitingOf = ({ actor }: Context): string =>
  waitingHolder(actor.kind === 'staff' ? actor.id : 'nobody');

/** As another module registers: in its own transaction. */
export const registerAs = (
  api: RecordsApi,
  { database }: Pick<Kernel, 'database'>,
  context: Context,
  changes: Partial<Registration> = {},
) => database.transaction(tenantOf(context), (tx) => api.register(tx, context, letter(context, changes)));

import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import type { EntryData } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { IdentityApi } from '#modules/identity/api.js';
import { type OrganizationSettings, postsOf } from '../definition.js';
import type { EntryName } from '../entries.js';
import { type Organization, organizationOn, type Post } from '../model.js';
import { recordsOn } from '../store.js';

export interface OrganizationDeps {
  kernel: Kernel;
  identity: Pick<IdentityApi, 'staffNames' | 'staffCalled' | 'suspendedStaff'>;
  /** By municipality code; filled at the start. */
  settings: ReadonlyMap<string, OrganizationSettings>;
}

/** What all work on the organisation begins with. */
export function createGround({ identity, settings }: OrganizationDeps) {
  const settingsOf = (context: Context): OrganizationSettings => {
    const found = settings.get(tenantOf(context));
    invariant(found, 'the organisation was read at the start');
    return found;
  };
  const posts = (context: Context): Post[] => postsOf(settingsOf(context));

  /** The organisation of one day. Whoever has no account any more is away, whatever the postings say. */
  async function on(tx: Tx, context: Context, date: Temporal.PlainDate): Promise<Organization> {
    const organization = organizationOn({ ...(await recordsOn(tx, date)), posts: posts(context) }, date);
    const suspended = await identity.suspendedStaff(tx);
    return { ...organization, absent: new Set([...organization.absent, ...suspended]) };
  }

  const journal = (tx: Tx, context: Context, type: EntryName, subject: string, data: EntryData) =>
    append(tx, context, { type, subject, data });

  return { settingsOf, posts, on, journal };
}

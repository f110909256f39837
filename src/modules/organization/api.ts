import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Organization, Post } from './model.js';
import type { OrganizationService } from './service.js';
import type { PostingTerms } from './terms.js';

export type { Organization, OrganizationRecords, Post, Posting } from './model.js';
export { organizationOn, titleOn, unitNow, unitTree } from './model.js';
export type { PostingTerms };

/** What other modules and the app ask of the organisation. */
export interface OrganizationApi {
  /** The organisation of one day: a snapshot that does not change. Whoever is suspended is away. */
  organizationOn(tx: Tx, context: Context, date: Temporal.PlainDate): Promise<Organization>;
  /** The posts of the municipality from the top down; after the start. */
  posts(context: Context): Post[];
  /**
   * Posts somebody who never was; of anybody else nothing changes. Needs organization.manage and the journal entries of
   * posting. conflict: the postings clash with each other.
   */
  postFirst(context: Context, staff: string, terms: readonly Omit<PostingTerms, 'staff'>[]): Promise<void>;
}

export const createOrganizationApi = (service: OrganizationService): OrganizationApi => ({
  organizationOn: service.on,
  posts: service.posts,
  postFirst: service.postFirst,
});

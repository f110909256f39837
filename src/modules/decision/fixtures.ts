import { pinnedClock } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import { type SignedIn, signInAs, type Who } from '#modules/identity/fixtures.js';
import type { OrganizationService } from '#modules/organization/service.js';
import type { DraftContent, DraftTerms } from './model/draft.js';
import { NO_EXTRA } from './model/route.js';

const FROM = Temporal.PlainDate.from('2026-04-01');

type Posting = Pick<OrganizationService, 'postKnown'>;

/** Somebody who is signed in and posted. */
export interface Colleague extends SignedIn {
  id: string;
  context: Context;
  /** The same person at another time. */
  at(time: string): Context;
}

/** Signs somebody in and posts them to these seats (`unit/post`, the first one regular). */
export async function colleague(
  kernel: Kernel,
  organization: Posting,
  slug: string,
  { who, seats }: { who: Who; seats: readonly string[] },
): Promise<Colleague> {
  const signedIn = await signInAs(kernel, slug, who);
  const municipality = kernel.municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  const { id } = signedIn.actor;
  const base = { municipality, purpose: null, mayJournal: null };
  const system = { ...base, actor: { kind: 'system' as const, id: 'demo' }, clock: kernel.clock };
  for (const [index, seat] of seats.entries()) {
    const [unit = '', post = ''] = seat.split('/');
    const kind = index === 0 ? 'regular' : 'concurrent';
    await organization.postKnown(system, { staff: id, unit, post, kind, from: FROM, to: null });
  }
  const context = { ...base, actor: signedIn.actor, clock: kernel.clock };
  return { ...signedIn, id, context, at: (time) => ({ ...context, clock: pinnedClock(time) }) };
}

/** Makes people of Nara City who have a role in the unit of their seat (`unit/post`). */
export const seatIn =
  ({ kernel, modules }: { kernel: Kernel; modules: { organization: { service: Posting } } }) =>
  (name: string, role: string, seat: string): Promise<Colleague> =>
    colleague(kernel, modules.organization.service, 'nara-city', {
      who: { name, grants: [{ role, unit: seat.split('/')[0] ?? null }] },
      seats: [seat],
    });

export const sampleTerms = (more: Partial<DraftTerms> = {}): DraftTerms => ({
  kind: 'general',
  unit: 'civic-affairs',
  urgent: false,
  amount: null,
  dueOn: null,
  extra: NO_EXTRA,
  ...more,
});

export const sampleContent = (title: string): DraftContent => ({
  title,
  body: '次のとおり実施してよろしいか伺います。',
  reason: '',
  budget: '',
  related: '',
  links: [],
});

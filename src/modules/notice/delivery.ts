import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Entry, EntryData } from '#kernel/journal/entry.js';
import { readEntries } from '#kernel/journal/journal.js';
import type { Subscription } from '#kernel/journal/subscriptions.js';
import { type Audience, ENDING_ENTRIES, endedBy, shortId, TOLD_ENTRIES, type Told, toldOf } from './model.js';
import { endNotices, forgetSubject, insertNotices } from './store.js';

/** What notices need to know of other modules' things. */
export interface NoticeNeeds {
  /** Whose case it is and who works on it; null when its content is erased. */
  partiesOf(tx: Tx, caseId: string): Promise<CaseParties | null>;
  /** Sections that report on a measure of the plan, or on any (null); empty when the list of units has none of them. */
  reportingUnits(tx: Tx, context: Context, measure: string | null): Promise<readonly string[]>;
  /** Title of the draft of a definition; null when there is none any more. */
  draftTitle(tx: Tx, procedure: string): Promise<string | null>;
  /** Title of a register, or of what is being defined; null when there is neither any more. */
  registerTitle(tx: Tx, context: Context, register: string): Promise<string | null>;
  /** Whose draft it is and who can act on it now: since that entry, or since whenever (null). Null: no such draft. */
  deciders(
    tx: Tx,
    context: Context,
    draft: string,
    since: Temporal.Instant | null,
  ): Promise<{ drafter: string; asked: readonly string[] } | null>;
  /** Title of a dataset; null when there is none. */
  datasetTitle(tx: Tx, dataset: string): Promise<string | null>;
  dashboardTitle(tx: Tx, dashboard: string): Promise<string | null>;
  /** To whose my page a document was sent; null for any other document. */
  addresseeOf(tx: Tx, document: string): Promise<string | null>;
  /** Staff who may do this in one of the units (null: in any). */
  staffWho(
    tx: Tx,
    context: Context,
    action: string,
    units: readonly string[] | null,
    limit: number,
  ): Promise<{ id: string }[]>;
}

export interface CaseParties {
  /** resident/…, business/… or visitor/…; null for somebody without an account. */
  applicant: string | null;
  assignee: string | null;
  unit: string;
  procedure: string;
  version: string;
}

type CaseAudience = Extract<Audience, 'applicant' | 'worker' | 'namedStaff' | 'newSection'>;
const isOfCase = (audience: Audience): audience is CaseAudience =>
  audience === 'applicant' || audience === 'worker' || audience === 'namedStaff' || audience === 'newSection';

/** Members of a section that are told of one thing. */
const MOST_TOLD = 200;
/** The same of all sections together. */
const MOST_TOLD_AT_ALL = 20_000;
const ERASED = 'case.erased';

/** Tells people of what the journal says, in the transaction in which the subscriber's place moves. */
export function deliverNotices(
  needs: NoticeNeeds,
  told: (tenant: string, recipient: string) => void,
): Subscription {
  const staffOf = async (
    tx: Tx,
    context: Context,
    action: string,
    units: readonly string[] | null,
    most = MOST_TOLD,
  ) => (await needs.staffWho(tx, context, action, units, most)).map(({ id }) => `staff/${id}`);

  async function caseRecipients(
    tx: Tx,
    context: Context,
    audience: CaseAudience,
    data: EntryData,
    { applicant, assignee, unit }: CaseParties,
  ): Promise<string[]> {
    switch (audience) {
      case 'applicant':
        // Who did not sign in has no list of their own to read.
        return applicant?.startsWith('resident/') || applicant?.startsWith('business/') ? [applicant] : [];
      case 'worker':
        return assignee === null ? staffOf(tx, context, 'case.work', [unit]) : [`staff/${assignee}`];
      case 'namedStaff':
        return typeof data.to === 'string' ? [`staff/${data.to}`] : [];
      case 'newSection':
        return typeof data.to === 'string' ? staffOf(tx, context, 'case.work', [data.to]) : [];
    }
  }

  /** The members of the sections; the plan office for a measure of sections that are not among the units. */
  async function reporters(tx: Tx, context: Context, measure: string | null): Promise<string[]> {
    const units = await needs.reportingUnits(tx, context, measure);
    const most = measure === null ? MOST_TOLD_AT_ALL : MOST_TOLD;
    const known = units.length === 0 ? [] : await staffOf(tx, context, 'plan.report', units, most);
    return known.length > 0 ? known : staffOf(tx, context, 'plan.edit', null);
  }

  /** Those who may approve it, or whoever asked for it last. */
  async function ofAsked(
    tx: Tx,
    context: Context,
    { to }: Told,
    { subject, data }: Entry,
    { action, asking }: { action: string; asking: string },
  ): Promise<string[]> {
    if (to.includes('approvers')) return staffOf(tx, context, action, [String(data.unit ?? '')]);
    const asked = await readEntries(tx, { type: asking, subject }, { limit: 1 });
    return asked.entries.map(({ actor }) => actor);
  }

  async function handle(tx: Tx, context: Context, entry: Entry): Promise<void> {
    if (entry.type === ERASED) return forgetSubject(tx, entry.subject);
    const ended = endedBy(entry.type);
    if (ended.length > 0) for (const one of await endNotices(tx, ended, entry)) told(tx.tenant, one);
    const tell = toldOf(entry.type, entry.data);
    if (!tell) return;
    const { data, subject, position, at } = entry;
    const send = async (recipients: readonly string[], words: EntryData) => {
      const others = [...new Set(recipients)].filter((one) => one !== entry.actor);
      await insertNotices(tx, others, { entry: position, kind: tell.kind, subject, data: words, at });
      for (const one of others) told(tx.tenant, one);
    };
    if (tell.to.includes('reporters')) {
      const { measure = null, fiscalYear = null, day = null, late = false, dueOn = null } = data;
      // A review that opens asks every section at once and names no measure.
      const one = typeof measure === 'string' ? measure : null;
      await send(await reporters(tx, context, one), { measure: one, fiscalYear, day, late, dueOn });
      return;
    }
    if (subject.startsWith('procedure/')) {
      const title = await needs.draftTitle(tx, subject.slice('procedure/'.length));
      const way = { action: 'procedure.approve', asking: 'definition.approvalAsked' };
      await send(await ofAsked(tx, context, tell, entry, way), { title: title ?? '' });
      return;
    }
    if (subject.startsWith('register/')) {
      const title = await needs.registerTitle(tx, context, subject.slice('register/'.length));
      const { unit, disposal, proposedBy } = data;
      if (typeof disposal === 'string') {
        const keepers = tell.to.includes('keepers');
        const staff = keepers
          ? await staffOf(tx, context, 'register.edit', [String(unit)])
          : [`staff/${proposedBy}`];
        await send(staff, { title: title ?? '', disposal });
        return;
      }
      const way = { action: 'register.approve', asking: 'register.approvalAsked' };
      await send(await ofAsked(tx, context, tell, entry, way), { title: title ?? '' });
      return;
    }
    if (subject.startsWith('report/')) {
      const { unit, kind } = data;
      // Without a section nobody in particular looks after it.
      if (typeof unit !== 'string') return;
      await send(await staffOf(tx, context, 'report.work', [unit]), { damage: kind ?? null });
      return;
    }
    if (subject.startsWith('dashboard/')) {
      const title = await needs.dashboardTitle(tx, subject.slice('dashboard/'.length));
      const way = { action: 'dataset.publish', asking: 'dataset.dashboardAsked' };
      await send(await ofAsked(tx, context, tell, entry, way), { title: title ?? '' });
      return;
    }
    if (subject.startsWith('dataset/')) {
      const title = await needs.datasetTitle(tx, subject.slice('dataset/'.length));
      await send(await staffOf(tx, context, 'dataset.edit', [String(data.unit)]), { title: title ?? '' });
      return;
    }
    if (subject.startsWith('document/')) {
      const addressee = await needs.addresseeOf(tx, subject.slice('document/'.length));
      if (addressee !== null) await send([addressee], {});
      return;
    }
    if (subject.startsWith('decision/')) {
      const id = subject.slice('decision/'.length);
      const isAnew = entry.type !== 'decision.reminded' && entry.type !== 'decision.named';
      const found = await needs.deciders(tx, context, id, isAnew ? at : null);
      if (!found) return;
      const staff = tell.to.includes('drafter') ? [found.drafter] : found.asked;
      // What a draft says is sealed where it lies, and its title can name a person: only its number is kept here, in plain
      // words. The list adds kind and section, and the title for whoever may open the draft when it is read.
      await send(
        staff.map((one) => `staff/${one}`),
        { title: shortId(id) },
      );
      return;
    }
    const parties = await needs.partiesOf(tx, subject.slice('case/'.length));
    if (!parties) return;
    const recipients: string[] = [];
    for (const audience of tell.to)
      if (isOfCase(audience))
        recipients.push(...(await caseRecipients(tx, context, audience, data, parties)));
    await send(recipients, { procedure: parties.procedure, version: parties.version });
  }

  return {
    name: 'notice.deliver',
    types: [...new Set([...TOLD_ENTRIES, ...ENDING_ENTRIES]), ERASED],
    handle,
  };
}

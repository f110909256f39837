import { dateIn, today } from '#kernel/clock.js';
import { actorRef, type Context, systemContext, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { eraDate } from '#kernel/values/era.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import type { DayPlace } from '#kernel/values/list-place.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { formatYen, yen } from '#kernel/values/yen.js';
import type { PaymentHead } from '#modules/payment/api.js';
import {
  type Delivery,
  type Disclosure,
  type DisclosureDecision,
  type DisclosureWords,
  disclosureSubject,
  dueOn,
  extendedDueOn,
  feeFor,
  isLate,
} from '../disclosure.js';
import { type DocumentHead, numberText } from '../model.js';
import {
  disclosureByKey,
  findDisclosure,
  insertDisclosure,
  letterOf,
  linkDocument,
  linkedTo,
  listDisclosures,
  saveDisclosure,
} from '../store/disclosures.js';
import { findDocument, listDocuments } from '../store/documents.js';
import { doorOf, type RecordsDeps, unitName } from './deps.js';
import { knownPerson } from './known-person.js';
import { issueNumber, once } from './register.js';

const LETTER = new URL('../templates/disclosure.typ', import.meta.url);
const PAGE = 50;
const DAYS_TO_PAY = 30;
const FEE_TITLE: LocalizedText = {
  ja: '公文書の写しの費用',
  'ja-x-easy': '公文書の コピーの お金',
  en: 'Copies of public documents',
  'zh-Hans': '公文复印费',
  ko: '공문서 사본 비용',
  vi: 'Phí bản sao công văn',
  pt: 'Cópias de documentos públicos',
};

const DECISION_WORDS = {
  full: { title: '公文書開示決定通知書', decision: '全部を開示する' },
  partial: { title: '公文書部分開示決定通知書', decision: '一部を開示する' },
  refused: { title: '公文書不開示決定通知書', decision: '開示しない' },
  absent: { title: '公文書不存在決定通知書', decision: '公文書が存在しないため開示しない' },
} as const satisfies Record<DisclosureDecision, object>;

export interface OpenedDisclosure {
  disclosure: Disclosure;
  /** Those that who looks may see. */
  documents: DocumentHead[];
  isLate: boolean;
  /** The latest day to which it may be put off; null when it may not. */
  extendable: Temporal.PlainDate | null;
  /** What is owed for the copies; null where they cost nothing. */
  payment: PaymentHead | null;
  mayWork: boolean;
  mayDecide: boolean;
}

/** Requests for disclosure: intake, search, decision with its letter, fee, delivery. */
export function createDisclosures(deps: RecordsDeps) {
  const { kernel, payment, rulesOf } = deps;
  const { access, database, vault } = kernel;
  const unitsOf = (context: Context) => access.unitsFor(context, 'records.disclose');

  async function visible(
    tx: Tx,
    context: Context,
    id: string,
    options?: { lock: boolean },
  ): Promise<Disclosure> {
    const found = await findDisclosure(tx, vault, unitsOf(context), id, options);
    if (!found) throw notFound(disclosureSubject(id));
    return found;
  }

  async function held(tx: Tx, context: Context, id: string, revision: number, state: Disclosure['state']) {
    const found = await visible(tx, context, id, { lock: true });
    if (found.state !== state || found.revision !== revision)
      throw new AppError('conflict', `revision ${revision} of disclosure ${id}, which is ${found.state}`);
    return found;
  }

  async function documentsOf(tx: Tx, context: Context, id: string): Promise<DocumentHead[]> {
    const found = [];
    for (const document of await linkedTo(tx, id)) {
      const head = await findDocument(tx, vault, doorOf(kernel, context), document);
      if (head) found.push(head);
    }
    return found;
  }

  /** What follows from the decision by rule is no work of the person who decides. */
  function askFor(
    tx: Tx,
    context: Context,
    { id, unit, requester }: Disclosure,
    { fee, payer }: { fee: number; payer: string | null },
  ): Promise<PaymentHead> {
    const byRule = systemContext(context.municipality, 'records.disclosure', context.clock);
    return payment.request(tx, byRule, {
      subject: disclosureSubject(id),
      unit,
      payer,
      payerName: requester,
      title: FEE_TITLE,
      amount: fee,
      ways: ['online', 'counter', 'paymentSlip'],
      dueOn: today(context.clock).add({ days: DAYS_TO_PAY }),
    });
  }

  function letterPdf(
    context: Context,
    one: Disclosure,
    decision: DisclosureDecision,
    documents: readonly DocumentHead[],
  ) {
    const { municipality, clock } = context;
    const day = dateIn(clock.now());
    const isGiven = decision === 'full' || decision === 'partial';
    const { title, decision: words } = DECISION_WORDS[decision];
    return kernel.typesetter.renderPdf({
      template: LETTER,
      data: {
        number: numberText(one),
        decidedOn: eraDate(day),
        requester: one.requester,
        head: { title: municipality.head.title, name: municipality.head.name ?? null },
        municipality: localize(municipality.name, 'ja'),
        unit: unitName(context, one.unit),
        phone: municipality.office.phone,
        title,
        decision: words,
        receivedOn: eraDate(one.receivedOn),
        what: one.what,
        reason: one.reason,
        documents: isGiven ? documents.map((document) => `${numberText(document)}　${document.subject}`) : [],
        pages: one.pages ?? 0,
        fee: one.fee ? formatYen(yen(one.fee)) : '',
      },
      meta: { title, author: municipality.head.title, date: day },
    });
  }

  return {
    list: (context: Context, after?: DayPlace): Promise<{ items: Disclosure[]; next: Disclosure | null }> => {
      access.requireAnywhere(context, 'records.disclose');
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await listDisclosures(tx, vault, unitsOf(context), { after, limit: PAGE + 1 });
        const items = found.slice(0, PAGE);
        return { items, next: found.length > PAGE ? (items.at(-1) ?? null) : null };
      });
    },

    /** The same key again is the same request. */
    receive: (
      context: Context,
      request: Pick<DisclosureWords, 'requester' | 'address' | 'what'> & {
        unit: string;
        receivedOn: Temporal.PlainDate;
        intakeKey: string;
      },
    ): Promise<string> => {
      const { unit, receivedOn, intakeKey, ...words } = request;
      access.require(context, 'records.disclose', unit);
      const receive = async (tx: Tx): Promise<string> => {
        const known = await disclosureByKey(tx, intakeKey);
        if (known !== undefined) return known;
        const rules = rulesOf(context);
        const due = dueOn(receivedOn, rules.disclosure);
        const id = uuidv7(context.clock.now());
        const number = await issueNumber(tx, context, { symbol: `${rules.symbolOf(unit)}開` });
        const open = { state: 'open' as const, extended: false, decision: null, pages: null, fee: null };
        const nobody = { decidedBy: null, decidedAt: null, deliveredOn: null, revision: 1 };
        const request = { ...words, ...number, ...open, ...nobody, id, unit, receivedOn, dueOn: due };
        await insertDisclosure(tx, vault, { ...request, extension: '', reason: '', waiver: '' }, intakeKey);
        const data = { unit, year: fiscalYearOf(receivedOn), due: due.toString() };
        await append(tx, context, { type: 'disclosure.received', subject: disclosureSubject(id), data });
        return id;
      };
      return once(() => database.transaction(tenantOf(context), receive));
    },

    /** Each look is journalled: it shows who asks. */
    open: (context: Context, id: string): Promise<OpenedDisclosure> =>
      database.transaction(tenantOf(context), async (tx) => {
        const disclosure = await visible(tx, context, id);
        const documents = await documentsOf(tx, context, id);
        const { unit, state, extended } = disclosure;
        await append(tx, context, {
          type: 'disclosure.viewed',
          subject: disclosureSubject(id),
          data: { unit },
        });
        return {
          disclosure,
          documents,
          isLate: isLate(disclosure, today(context.clock)),
          extendable:
            state === 'open' && !extended
              ? extendedDueOn(disclosure.dueOn, rulesOf(context).disclosure)
              : null,
          payment: await payment.paymentFor(tx, disclosureSubject(id)),
          mayWork: access.can(context, 'records.disclose', unit),
          mayDecide: state === 'open' && access.can(context, 'records.decideDisclosure', unit),
        };
      }),

    /** Puts the day off once, for a reason, at most as far as the ordinance allows. */
    extend: (
      context: Context,
      id: string,
      revision: number,
      { until, reason }: { until: Temporal.PlainDate; reason: string },
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const one = await held(tx, context, id, revision, 'open');
        const latest = extendedDueOn(one.dueOn, rulesOf(context).disclosure);
        const isLater = Temporal.PlainDate.compare(until, one.dueOn) > 0;
        if (one.extended || !isLater || Temporal.PlainDate.compare(until, latest) > 0)
          throw new AppError('invalidInput', `${until} is not allowed`, { fields: { until: 'range' } });
        await saveDisclosure(tx, vault, { ...one, dueOn: until, extended: true, extension: reason });
        const data = { unit: one.unit, due: until.toString() };
        await append(tx, context, { type: 'disclosure.extended', subject: disclosureSubject(id), data });
      }),

    /** A document that the request is about, by its number. False when no such document may be seen. */
    link: (
      context: Context,
      id: string,
      wanted: { symbol?: string; number: number; fiscalYear: number },
    ): Promise<boolean> =>
      database.transaction(tenantOf(context), async (tx) => {
        const one = await visible(tx, context, id, { lock: true });
        const [document, another] = await listDocuments(tx, vault, doorOf(kernel, context), wanted, {
          limit: 2,
        });
        if (!document || another || one.state !== 'open') return false;
        await linkDocument(tx, id, document.id);
        const data = { unit: one.unit, document: document.id };
        await append(tx, context, { type: 'disclosure.linked', subject: disclosureSubject(id), data });
        return true;
      }),

    /** The decision with its letter, sealed by the municipality. */
    decide: async (
      context: Context,
      id: string,
      revision: number,
      {
        decision,
        reason,
        pages,
        waiver,
        caseNumber,
      }: { decision: DisclosureDecision; reason: string; pages: number; waiver: string; caseNumber: string },
    ): Promise<void> => {
      const tenant = tenantOf(context);
      const { disclosure: rules } = rulesOf(context);
      const fee = waiver === '' ? feeFor(decision, pages, rules) : 0;
      const before = await database.transaction(tenant, async (tx) => ({
        one: await visible(tx, context, id),
        documents: await documentsOf(tx, context, id),
        payer: caseNumber === '' ? null : await knownPerson(deps, tx, context, caseNumber),
      }));
      access.require(context, 'records.decideDisclosure', before.one.unit);
      const said = { ...before.one, reason, pages, fee };
      const pdf = await letterPdf(context, said, decision, before.documents);
      const letter = await kernel.sealer.seal(tenant, context.municipality.head.title, pdf);
      await database.transaction(tenant, async (tx) => {
        const one = await held(tx, context, id, revision, 'open');
        const decided = { state: 'decided' as const, decision, decidedBy: actorRef(context.actor) };
        const now = context.clock.now();
        await saveDisclosure(
          tx,
          vault,
          { ...one, ...decided, decidedAt: now, reason, pages, fee, waiver },
          letter,
        );
        if (fee > 0) await askFor(tx, context, one, { fee, payer: before.payer });
        const late = isLate(one, today(context.clock));
        const data = { unit: one.unit, decision, documents: before.documents.length, pages, fee, late };
        await append(tx, context, { type: 'disclosure.decided', subject: disclosureSubject(id), data });
      });
    },

    /** The copies were handed over or posted. Throws notAllowedNow while what they cost is not paid. */
    deliver: (context: Context, id: string, revision: number, way: Delivery): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const one = await held(tx, context, id, revision, 'decided');
        const owed = await payment.paymentFor(tx, disclosureSubject(id));
        if (owed && owed.state !== 'paid')
          throw new AppError('notAllowedNow', `the fee of disclosure ${id} is ${owed.state}`);
        await saveDisclosure(tx, vault, { ...one, state: 'delivered', deliveredOn: today(context.clock) });
        const data = { unit: one.unit, fee: one.fee ?? 0, way };
        await append(tx, context, { type: 'disclosure.delivered', subject: disclosureSubject(id), data });
      }),

    letter: (context: Context, id: string): Promise<{ pdf: Uint8Array; disclosure: Disclosure }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const disclosure = await visible(tx, context, id);
        const pdf = await letterOf(tx, vault, id);
        if (!pdf) throw notFound(`letter of ${disclosureSubject(id)}`);
        await append(tx, context, {
          type: 'disclosure.viewed',
          subject: disclosureSubject(id),
          data: { unit: disclosure.unit },
        });
        return { pdf, disclosure };
      }),
  };
}

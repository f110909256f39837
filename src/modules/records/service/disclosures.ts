import { today } from '#kernel/clock.js';
import { actorRef, type Context, systemContext, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import type { DayPlace } from '#kernel/values/list-place.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { PaymentHead } from '#modules/payment/api.js';
import {
  type Delivery,
  type Disclosure,
  type DisclosureCopy,
  type DisclosureDecision,
  type DisclosureWords,
  disclosureSubject,
  dueOn,
  extendedDueOn,
  feeOf,
  isLate,
  linesFor,
  sheetsOf,
} from '../disclosure.js';
import type { Issue, IssueState, LetterWords, SealKind, SealPicture } from '../issue.js';
import { type DocumentHead, documentSubject } from '../model.js';
import { copiesOf } from '../store/disclosure-copies.js';
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
import { findIssue, insertIssue } from '../store/issues.js';
import { findSeal, listSeals } from '../store/seals.js';
import { versionsOf } from '../store/versions.js';
import { doorOf, type RecordsDeps, staffId, staffOf } from './deps.js';
import { letterTitle, letterWords } from './disclosure-letter.js';
import { keepLetter } from './keep-letter.js';
import { knownPerson } from './known-person.js';
import { letterPdf } from './letter-pdf.js';
import { noteDispatched } from './noting-dispatch.js';
import { issueNumber, once, register } from './register.js';

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

export interface DecisionInput {
  decision: DisclosureDecision;
  reason: string;
  /** How many of each kind, by the id of its rate. */
  copies: ReadonlyMap<string, number>;
  waiver: string;
  caseNumber: string;
  seal: Exclude<SealKind, 'omitted'>;
  sealId: string | null;
}
type Letter = Pick<Issue, 'seal' | 'sealId' | 'recipient'> & { subject: string; words: LetterWords };

export interface OpenedDisclosure {
  disclosure: Disclosure;
  /** Those that who looks may see. */
  documents: DocumentHead[];
  isLate: boolean;
  /** The latest day to which it may be put off; null when it may not. */
  extendable: Temporal.PlainDate | null;
  /** What is owed for the copies; null where they cost nothing. */
  payment: PaymentHead | null;
  copies: DisclosureCopy[];
  /** Of who added the copies and who handed them over. */
  names: ReadonlyMap<string, string>;
  /** How far the letter is; null where it is no document of the register. */
  letterState: IssueState | null;
  /** Seals that its letter can have. */
  seals: SealPicture[];
  maySeal: boolean;
  mayWork: boolean;
  mayDecide: boolean;
}

/** Requests for disclosure: intake, search, decision with its letter, fee, delivery. */
export function createDisclosures(deps: RecordsDeps) {
  const { kernel, identity, payment, rulesOf } = deps;
  const { access, database, files, vault } = kernel;
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

  /** The letter as it was sealed; undefined while it waits for its seal. */
  async function letterBytes(tx: Tx, { id, letter }: Disclosure): Promise<Uint8Array | undefined> {
    if (letter === null) return letterOf(tx, vault, id);
    const [newest] = await versionsOf(tx, vault, letter);
    const [file] = newest?.content?.files ?? [];
    return file && (await files.read(tx, documentSubject(letter), file.file))?.bytes;
  }

  /** The letter with the decision gets its number in the register, and waits for its seal. */
  async function registerLetter(
    tx: Tx,
    context: Context,
    { id, unit }: Pick<Disclosure, 'id' | 'unit'>,
    { words, ...letter }: Letter,
  ): Promise<string> {
    const day = today(context.clock);
    const { kind, classification } = rulesOf(context).disclosure.letter;
    const { id: document } = await register(deps, tx, context, {
      intakeKey: disclosureSubject(id),
      direction: 'drafted',
      ...{ kind, unit, classification },
      grade: 'open',
      inCharge: staffId(context),
      documentDate: day,
      receivedOn: null,
      subject: letter.subject,
      correspondent: words.addressee,
      theirNumber: '',
      files: { from: 'draft/records/none', ids: [] },
    });
    const { seal, sealId, recipient } = letter;
    const way = recipient === null ? 'post' : 'my';
    await insertIssue(tx, vault, {
      ...{ documentId: document, originId: null, seal, sealId, way, recipient, words, issuedOn: day },
      preparedBy: actorRef(context.actor),
      preparedAt: context.clock.now(),
    });
    const data = { unit, grade: 'open', origin: disclosureSubject(id), seal, way };
    await append(tx, context, { type: 'document.issued', subject: documentSubject(document), data });
    return document;
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
        const nobody = { decidedBy: null, decidedAt: null, letter: null, recipient: null, revision: 1 };
        const kept = { deliveredOn: null, deliveredWay: null, deliveredBy: null };
        const unsaid = { extension: '', reason: '', waiver: '', lines: [] };
        const request = { ...words, ...unsaid, ...number, ...open, ...nobody, ...kept };
        await insertDisclosure(tx, vault, { ...request, id, unit, receivedOn, dueOn: due }, intakeKey);
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
        const copies = await copiesOf(tx, files, id);
        const staff = [...copies.map(({ addedBy }) => addedBy), disclosure.deliveredBy ?? ''];
        const letter = disclosure.letter === null ? undefined : await findIssue(tx, vault, disclosure.letter);
        return {
          disclosure,
          documents,
          copies,
          names: await identity.staffNames(tx, [...new Set(staff.flatMap(staffOf))]),
          letterState: letter?.state ?? null,
          seals: state === 'open' ? (await listSeals(tx)).filter(({ retiredAt }) => retiredAt === null) : [],
          maySeal: access.can(context, 'records.seal', unit),
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

    /**
     * The decision with its letter, an outgoing document. Whoever may use the seal uses it at once; else the letter waits
     * for it. Throws invalidInput naming `caseNumber`, `seal`, or what cannot be printed; `unavailable` when it is decided
     * and the seal cannot be had now: the letter waits.
     */
    decide: async (
      context: Context,
      id: string,
      revision: number,
      said: DecisionInput,
    ): Promise<'sealed' | 'waiting'> => {
      const tenant = tenantOf(context);
      const { decision, reason, waiver, seal, sealId } = said;
      const lines = linesFor(decision, said.copies, rulesOf(context).disclosure);
      const fee = waiver === '' ? feeOf(lines) : 0;
      const { one, documents, recipient } = await database.transaction(tenant, async (tx) => {
        const found = await visible(tx, context, id);
        access.require(context, 'records.decideDisclosure', found.unit);
        if (sealId !== null && (await findSeal(tx, sealId))?.retiredAt !== null)
          throw new AppError('invalidInput', `no seal ${sealId}`, { fields: { seal: 'gone' } });
        return {
          one: found,
          documents: await documentsOf(tx, context, id),
          recipient: said.caseNumber === '' ? null : await knownPerson(deps, tx, context, said.caseNumber),
        };
      });
      const subject = letterTitle(decision);
      const words = letterWords(context, { ...one, reason, waiver, lines }, decision, documents);
      // What cannot be printed is found out before a number is taken for it.
      const facts = { document: null, subject, unit: one.unit, words, issuedOn: today(context.clock), seal };
      await letterPdf(kernel, context, facts, { mode: 'preview' });
      const letter = await database.transaction(tenant, async (tx) => {
        const locked = await held(tx, context, id, revision, 'open');
        const document = await registerLetter(tx, context, locked, {
          ...{ subject, words, seal, sealId, recipient },
        });
        const pages = sheetsOf(lines);
        await saveDisclosure(tx, vault, {
          ...locked,
          ...{ state: 'decided', decision, reason, pages, fee, waiver, lines, recipient, letter: document },
          decidedBy: actorRef(context.actor),
          decidedAt: context.clock.now(),
        });
        if (fee > 0) await askFor(tx, context, locked, { fee, payer: recipient });
        const late = isLate(locked, today(context.clock));
        const data = { unit: locked.unit, decision, documents: documents.length, pages, fee, late };
        await append(tx, context, { type: 'disclosure.decided', subject: disclosureSubject(id), data });
        return document;
      });
      if (!access.can(context, 'records.seal', one.unit)) return 'waiting';
      await keepLetter(deps, context, letter, { revision: 1, sealedBy: actorRef(context.actor) });
      return 'sealed';
    },

    /**
     * The copies were handed over or posted, or come to the my page now. Throws notAllowedNow while what they cost is not
     * paid (`fee`), no file is there for what was asked for (`copies`), or the letter is not sealed, or has not gone where this way takes it (`way`).
     */
    deliver: (context: Context, id: string, revision: number, way: Delivery): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const one = await held(tx, context, id, revision, 'decided');
        const refuse = (field: string) =>
          new AppError('notAllowedNow', `copies of disclosure ${id}: ${field}`, {
            fields: { [field]: 'no' },
          });
        const owed = await payment.paymentFor(tx, disclosureSubject(id));
        if (owed && owed.state !== 'paid') throw refuse('fee');
        const copies = await copiesOf(tx, files, id);
        if (copies.length === 0 && (way === 'my' || one.lines.length > 0)) throw refuse('copies');
        const letter = one.letter === null ? undefined : await findIssue(tx, vault, one.letter);
        // Nobody gets copies before the decision: across the counter it may go with them, else it went before.
        const mayGo: readonly string[] = way === 'counter' ? ['ready', 'dispatched'] : ['dispatched'];
        if (letter ? !mayGo.includes(letter.state) : way === 'my') throw refuse('way');
        if (way === 'my' && one.recipient === null) throw refuse('way');
        await saveDisclosure(tx, vault, {
          ...one,
          state: 'delivered',
          deliveredOn: today(context.clock),
          deliveredWay: way,
          deliveredBy: actorRef(context.actor),
        });
        const { unit } = one;
        // To a my page it goes as well.
        if (letter?.state === 'ready')
          await noteDispatched(tx, context, letter.documentId, unit, letter.way === 'my' ? 'my' : 'counter');
        const subject = disclosureSubject(id);
        for (const { file, digest } of copies)
          await append(tx, context, {
            type: 'disclosure.copyGiven',
            subject,
            data: { unit, way, file, digest },
          });
        if (way === 'my' && one.letter !== null)
          await append(tx, context, {
            type: 'document.copiesSent',
            subject: documentSubject(one.letter),
            data: { unit, copies: copies.length },
          });
        const data = { unit, fee: one.fee ?? 0, way, copies: copies.length };
        await append(tx, context, { type: 'disclosure.delivered', subject, data });
      }),

    letter: (context: Context, id: string): Promise<{ pdf: Uint8Array; disclosure: Disclosure }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const disclosure = await visible(tx, context, id);
        const pdf = await letterBytes(tx, disclosure);
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

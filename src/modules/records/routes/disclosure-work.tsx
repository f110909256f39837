import { z } from 'zod';
import { FILE_PROBLEM_WORDS } from '#forms/uploads.js';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { OversizedFile } from '#kernel/files/oversized-file.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import type { DisclosureRules } from '../definition.js';
import { DECISIONS, DELIVERIES } from '../disclosure.js';
import { pictureChoice } from '../issue.js';
import { COPY_RULES, MOST_COPIES } from '../service/disclosure-copies.js';
import type { DecisionInput } from '../service/disclosures.js';
import type { RecordsServices } from '../services.js';
import { NOTHING, type Typed } from '../typed.js';
import { DisclosureParams, revisionOf, textOf } from './input.js';
import { orChanged } from './or-changed.js';
import { reasonFault, reasonIn } from './reason.js';
import { PAGE_WITH_FILES } from './uploads.js';

/** More copies of one kind than that nobody makes. */
const MOST = 100_000;
const MEGABYTE = 1024 * 1024;
const CopyParams = DisclosureParams.extend({ file: z.uuid() });

/** The page of a request, with what was typed and what is wrong with it. */
type Show = (context: Context, page: PageContext, id: string, typed: Typed) => Promise<unknown>;

const typedIn = (body: FormBody, errors: Record<string, string>): Typed => ({
  values: Object.fromEntries(Object.keys(body).map((name) => [name, textOf(body, name)])),
  errors,
});

/** The decision as it was typed; `input` is null when anything is wrong, which `errors` says in words. */
function readDecision(
  page: PageContext,
  body: FormBody,
  { rates }: Pick<DisclosureRules, 'rates'>,
): { input: DecisionInput | null; errors: Record<string, string> } {
  const { t } = page;
  const decision = DECISIONS.find((one) => one === textOf(body, 'decision'));
  const reason = reasonIn(body, 'reason');
  const fault = decision !== 'full' || reason !== '' ? reasonFault(page, reason) : null;
  const waiver = reasonIn(body, 'waiver');
  const waiverFault = waiver === '' ? null : reasonFault(page, waiver);
  const copies = new Map<string, number>();
  const errors: Record<string, string> = {
    ...(!decision && { decision: t('records.disclosure.missing.decision') }),
    ...(fault !== null && { reason: reason === '' ? t('records.disclosure.missing.reason') : fault }),
    ...(waiverFault !== null && { waiver: waiverFault }),
  };
  for (const { id } of rates) {
    const typed = textOf(body, `copies-${id}`).normalize('NFKC').replaceAll(',', '').trim();
    const number = /^\d{1,6}$/.test(typed) ? Number(typed) : MOST + 1;
    if (typed === '') continue;
    if (number > MOST) errors[`copies-${id}`] = t('copies.wrong');
    copies.set(id, number);
  }
  const chosen = textOf(body, 'seal');
  const picture = z.uuid().safeParse(chosen.replace(pictureChoice(''), '')).data ?? null;
  if (picture === null && chosen !== 'electronic') errors.seal = t('dispatch.error.seal');
  if (!decision || Object.keys(errors).length > 0) return { input: null, errors };
  const seal = picture === null ? ('electronic' as const) : ('picture' as const);
  const caseNumber = textOf(body, 'caseNumber').trim();
  return { input: { decision, reason, copies, waiver, caseNumber, seal, sealId: picture }, errors };
}

/** The words for what the service refuses, by field; null: it is something else. */
function refusal({ t }: PageContext, error: unknown): Record<string, string> | null {
  if (!(error instanceof AppError) || error.code !== 'invalidInput') return null;
  const { caseNumber, seal } = error.fields;
  if (caseNumber !== undefined) return { caseNumber: t('dispatch.error.caseUnknown') };
  if (seal !== undefined) return { seal: t('dispatch.error.seal') };
  return error.userMessage === undefined ? null : { reason: error.userMessage };
}

/** Deciding on a request for disclosure, and giving out the copies. */
export function disclosureWorkRoutes(
  { disclosures, disclosureCopies, rulesOf }: RecordsServices,
  show: Show,
): RouteDefinition[] {
  const at = (id: string) => `/staff/records/disclosures/${id}`;
  return [
    route({
      method: 'post',
      path: '/staff/records/disclosures/:disclosure/decide',
      permission: 'records.decideDisclosure',
      journal: [
        'disclosure.decided',
        'disclosure.viewed',
        'payment.requested',
        'document.registered',
        'document.issued',
        'document.versionAdded',
        'document.sealed',
      ],
      input: { params: DisclosureParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const again = async (errors: Record<string, string>) =>
          html(await show(context, page, params.disclosure, typedIn(body, errors)), 422);
        const { input, errors } = readDecision(page, body, rulesOf(context).disclosure);
        if (!input) return again(errors);
        const place = at(params.disclosure);
        try {
          const how = await disclosures.decide(context, params.disclosure, revisionOf(body), input);
          const key = how === 'sealed' ? 'records.disclosure.decided' : 'copies.decidedWaiting';
          return redirect(place, { kind: 'success', key });
        } catch (error) {
          const wrong = refusal(page, error);
          if (wrong) return again(wrong);
          if (!(error instanceof AppError)) throw error;
          if (error.code === 'conflict') return redirect(place, { kind: 'warning', key: 'records.changed' });
          if (error.code !== 'unavailable') throw error;
          return redirect(place, { kind: 'warning', key: 'copies.decidedUnsealed' });
        }
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/disclosures/:disclosure/deliver',
      permission: 'records.disclose',
      journal: [
        'disclosure.delivered',
        'disclosure.copyGiven',
        'document.copiesSent',
        'document.dispatched',
        'disclosure.viewed',
      ],
      input: { params: DisclosureParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const place = at(params.disclosure);
        const again = async (errors: Record<string, string>) =>
          html(await show(context, page, params.disclosure, typedIn(body, errors)), 422);
        const way = DELIVERIES.find((one) => one === textOf(body, 'way'));
        if (!way) return again({ way: page.t('dispatch.error.way') });
        try {
          return await orChanged(redirect, place, 'records.disclosure.delivered', () =>
            disclosures.deliver(context, params.disclosure, revisionOf(body), way),
          );
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'notAllowedNow') throw error;
          if (error.fields.copies !== undefined) return again({ copy: page.t('copies.missing') });
          if (error.fields.way !== undefined) return again({ way: page.t('copies.letterFirst') });
          return redirect(place, { kind: 'warning', key: 'dispatch.disclosure.unpaid' });
        }
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/disclosures/:disclosure/copies',
      permission: 'records.disclose',
      journal: ['disclosure.copyAdded', 'disclosure.viewed'],
      input: { params: DisclosureParams, upload: UploadBody, ...PAGE_WITH_FILES },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const { t } = page;
        const again = async (copy: string) =>
          html(await show(context, page, params.disclosure, { ...NOTHING, errors: { copy } }), 422);
        const sent = [body.copy ?? []].flat().filter((part) => typeof part !== 'string');
        const file = sent.find((part) => part instanceof OversizedFile || part.size > 0);
        if (!file) return again(t('copies.noFile'));
        const bytes = file instanceof OversizedFile ? 'tooLarge' : new Uint8Array(await file.arrayBuffer());
        const problem = await disclosureCopies.add(context, params.disclosure, { name: file.name, bytes });
        if (problem === 'tooMany') return again(t('copies.tooMany', { most: MOST_COPIES }));
        if (problem) {
          const words = { name: file.name, size: COPY_RULES.maxBytes / MEGABYTE };
          return again(t(FILE_PROBLEM_WORDS[problem], words));
        }
        return redirect(`${at(params.disclosure)}#copies`, { kind: 'success', key: 'copies.added' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/disclosures/:disclosure/copies/:file/remove',
      permission: 'records.disclose',
      journal: ['disclosure.copyRemoved'],
      input: { params: CopyParams },
      handle: async ({ context, params, redirect }) => {
        await disclosureCopies.remove(context, params.disclosure, params.file);
        return redirect(`${at(params.disclosure)}#copies`, { kind: 'success', key: 'copies.removed' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/records/disclosures/:disclosure/copies/:file',
      permission: 'records.disclose',
      journal: ['disclosure.viewed'],
      input: { params: CopyParams },
      handle: async ({ context, params, file }) => {
        const { bytes, mediaType, name } = await disclosureCopies.file(
          context,
          params.disclosure,
          params.file,
        );
        return file(bytes, mediaType, { saveAs: name });
      },
    }),
  ];
}

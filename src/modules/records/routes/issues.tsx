import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { RecordsServices } from '../services.js';
import type { Typed } from '../typed.js';
import { IssueFormPage } from '../views/issue-form-page.js';
import { DocumentParams, revisionOf, textOf } from './input.js';
import { readIssue } from './issue-input.js';
import { orChanged } from './or-changed.js';

/** The words for what the service refuses, by field; null: it is something else. */
function refusal({ t }: PageContext, error: unknown): Record<string, string> | null {
  if (!(error instanceof AppError) || error.code !== 'invalidInput') return null;
  const { caseNumber, sender, seal } = error.fields;
  if (caseNumber !== undefined) return { caseNumber: t('dispatch.error.caseUnknown') };
  if (sender !== undefined) return { sender: t('dispatch.error.sender') };
  if (seal !== undefined) return { seal: t('dispatch.error.seal') };
  return error.userMessage === undefined ? null : { body: error.userMessage };
}

/** An outgoing document, from its number to whom it is for. */
export function issueRoutes({ issuing, sealing, dispatching, rulesOf }: RecordsServices): RouteDefinition[] {
  const at = (id: string) => `/staff/records/documents/${id}`;

  async function formPage(context: Context, page: PageContext, id: string, typed: Typed, key: string) {
    const { origin, senders, seals } = await issuing.choices(context, id);
    const rules = rulesOf(context);
    return (
      <IssueFormPage
        page={page}
        origin={origin}
        senders={senders}
        seals={seals}
        rules={rules}
        typed={typed}
        intakeKey={key}
      />
    );
  }

  return [
    route({
      method: 'get',
      path: '/staff/records/documents/:document/issue',
      permission: 'records.keep',
      journal: 'none',
      input: { params: DocumentParams },
      handle: async ({ context, page, params, html }) => {
        const { origin } = await issuing.choices(context, params.document);
        const notice = rulesOf(context).kind('notice')?.id;
        const values = {
          kind: origin.kind === 'proposal' && notice !== undefined ? notice : origin.kind,
          subject: origin.subject,
          issuedOn: today(context.clock).toString(),
          honorific: '様',
          sender: 'head',
          seal: 'electronic',
        };
        return html(await formPage(context, page, params.document, { values, errors: {} }, randomUUID()));
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/documents/:document/issue',
      permission: 'records.keep',
      journal: ['document.registered', 'document.versionAdded', 'document.issued'],
      input: { params: DocumentParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const key = z.uuid().safeParse(textOf(body, 'key')).data ?? randomUUID();
        const { senders, seals } = await issuing.choices(context, params.document);
        const { input, errors } = readIssue(page.t, body, { rules: rulesOf(context), senders, seals });
        const again = async (wrong: Record<string, string>) => {
          const values = Object.fromEntries(Object.keys(body).map((name) => [name, textOf(body, name)]));
          return html(await formPage(context, page, params.document, { values, errors: wrong }, key), 422);
        };
        if (!input) return again(errors);
        try {
          const id = await issuing.prepare(context, params.document, { ...input, key });
          return redirect(at(id), { kind: 'success', key: 'dispatch.issue.done' });
        } catch (error) {
          const wrong = refusal(page, error);
          if (!wrong) throw error;
          return again(wrong);
        }
      },
    }),
    route({
      method: 'get',
      path: '/staff/records/documents/:document/letter.pdf',
      permission: 'records.read',
      journal: 'none',
      input: { params: DocumentParams },
      handle: async ({ context, params, file }) =>
        file((await issuing.preview(context, params.document)).pdf, 'application/pdf'),
    }),
    route({
      method: 'post',
      path: '/staff/records/documents/:document/seal',
      permission: 'records.read',
      journal: ['document.sealed', 'document.versionAdded'],
      input: { params: DocumentParams, form: FormBody },
      handle: async ({ context, params, body, redirect }) => {
        try {
          return await orChanged(redirect, at(params.document), 'dispatch.step.sealed', () =>
            sealing.seal(context, params.document, revisionOf(body)),
          );
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
          const isExpired = error.fields.seal === 'expired';
          return redirect(at(params.document), {
            kind: 'warning',
            key: isExpired ? 'dispatch.step.expired' : 'dispatch.step.unavailable',
          });
        }
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/documents/:document/cancel-issue',
      permission: 'records.keep',
      journal: ['document.issueCancelled'],
      input: { params: DocumentParams, form: FormBody },
      handle: ({ context, params, body, redirect }) =>
        orChanged(redirect, at(params.document), 'dispatch.step.cancelled', () =>
          issuing.cancel(context, params.document, revisionOf(body)),
        ),
    }),
    route({
      method: 'post',
      path: '/staff/records/documents/:document/dispatch',
      permission: 'records.keep',
      journal: ['document.dispatched'],
      input: { params: DocumentParams, form: FormBody },
      handle: ({ context, params, redirect }) =>
        orChanged(redirect, at(params.document), 'dispatch.sent', () =>
          dispatching.dispatch(context, params.document),
        ),
    }),
    route({
      method: 'get',
      path: '/staff/records/documents/:document/address-sheet.pdf',
      permission: 'records.keep',
      journal: 'none',
      input: { params: DocumentParams },
      handle: async ({ context, params, file }) =>
        file(await dispatching.addressSheet(context, params.document), 'application/pdf'),
    }),
    route({
      method: 'get',
      path: '/staff/records/documents/:document/mail.eml',
      permission: 'records.keep',
      journal: ['document.downloaded'],
      input: { params: DocumentParams },
      handle: async ({ context, params, file }) => {
        const { text, name } = await dispatching.mail(context, params.document);
        return file(text, 'message/rfc822', { saveAs: name });
      },
    }),
  ];
}

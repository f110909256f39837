import { z } from 'zod';
import { heldRaw } from '#forms/page-reading.js';
import { sentForm } from '#forms/uploads.js';
import { DECLARATION } from '#forms/views/check-answers-page.js';
import type { Context } from '#kernel/context.js';
import { FormBody, type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import type { ProcedureServices } from '../services.js';
import { entryChannels, identityChecks, isEntryPurpose } from '../staff-entry.js';
import { FROM_CHECK, SAVE_DRAFT } from '../views/apply-pages.js';
import {
  BeginEntryPage,
  EnteredPage,
  EntriesPage,
  EntryCheckPage,
  EntryQuestionPage,
  entryPath,
} from '../views/staff-entry-pages.js';
import { CaseParams, PAGE_WITH_FILES, textOf } from './input.js';

const DraftParams = z.object({ draft: z.uuid() });
const PageParams = DraftParams.extend({ page: z.string().max(60) });
const ListQuery = z.object({ q: z.string().max(200).catch('') });

/** Staff write applications for people who call or come: begin, page by page, read back, submit. */
export function staffEntryRoutes({ staffEntry }: ProcedureServices): RouteDefinition[] {
  const checkProps = async (context: Context, draft: string) => {
    const entry = await staffEntry.entry(context, draft);
    return { entry, ...staffEntry.terms(context, entry) };
  };

  return [
    route({
      method: 'get',
      path: '/staff/entries',
      permission: 'case.enter',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query: { q }, html }) =>
        html(
          <EntriesPage
            page={page}
            lines={await staffEntry.drafts(context)}
            procedures={staffEntry.procedures(context, q)}
            text={q}
          />,
        ),
    }),
    route({
      method: 'get',
      path: '/staff/entries/new',
      permission: 'case.enter',
      journal: 'none',
      input: { query: z.object({ procedure: z.string().max(100).default('') }) },
      handle: ({ context, page, query, html }) =>
        html(<BeginEntryPage page={page} procedure={staffEntry.procedure(context, query.procedure)} />),
    }),
    route({
      method: 'post',
      path: '/staff/entries/new',
      permission: 'case.enter',
      journal: ['entry.begun'],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const procedure = staffEntry.procedure(context, textOf(body, 'procedure'));
        const [typedChannel, purpose] = [textOf(body, 'channel'), textOf(body, 'purpose')];
        const channel = entryChannels(procedure).find((one) => one === typedChannel);
        if (channel && isEntryPurpose(purpose)) {
          const { draftId, pageId } = await staffEntry.begin(context, procedure.id, { channel, purpose });
          return redirect(entryPath(draftId, pageId));
        }
        const errors = {
          ...(!channel && { channel: page.t('staffEntry.channelMissing') }),
          ...(!isEntryPurpose(purpose) && { purpose: page.t('staffEntry.purposeMissing') }),
        };
        const typed = { channel: typedChannel, purpose, errors };
        return html(<BeginEntryPage page={page} procedure={procedure} typed={typed} />, 422);
      },
    }),
    route({
      method: 'get',
      path: '/staff/entries/done/:case',
      permission: 'case.enter',
      journal: 'none',
      input: { params: CaseParams },
      handle: async ({ context, page, params, html }) =>
        html(<EnteredPage page={page} data={await staffEntry.entered(context, params.case)} />),
    }),
    route({
      method: 'get',
      path: '/staff/entries/:draft/check',
      permission: 'case.enter',
      journal: 'none',
      input: { params: DraftParams },
      handle: async ({ context, page, params: { draft }, html, redirect }) => {
        const props = await checkProps(context, draft);
        const { current } = props.entry.journey;
        return current
          ? redirect(entryPath(draft, current.id))
          : html(<EntryCheckPage page={page} {...props} />);
      },
    }),
    route({
      method: 'post',
      path: '/staff/entries/:draft/check',
      permission: 'case.enter',
      journal: ['case.submitted', 'entry.submitted'],
      input: { params: DraftParams, form: FormBody },
      handle: async ({ context, page, params: { draft }, body, html, redirect }) => {
        const isDeclared = textOf(body, DECLARATION) !== '';
        const typed = textOf(body, 'identityCheck');
        const already = await staffEntry.caseOfDraft(context, draft);
        if (already !== undefined) return redirect(`/staff/entries/done/${already}`);
        const props = await checkProps(context, draft);
        const { current } = props.entry.journey;
        if (current) return redirect(entryPath(draft, current.id));
        const check = identityChecks(props.entry.procedure, props.entry.channel).find((one) => one === typed);
        if (!check || !isDeclared) {
          const checkError = check ? {} : { checkError: page.t('staffEntry.checkMissing') };
          const again = { check: typed, isDeclared, ...checkError };
          return html(<EntryCheckPage page={page} {...props} typed={again} />, 422);
        }
        const submission = await staffEntry.submit(context, draft, check);
        return submission.kind === 'open'
          ? redirect(entryPath(draft, submission.pageId), {
              kind: 'warning',
              key: 'procedure.check.stillOpen',
            })
          : redirect(`/staff/entries/done/${submission.caseId}`);
      },
    }),
    route({
      method: 'post',
      path: '/staff/entries/:draft/discard',
      permission: 'case.enter',
      journal: ['entry.discarded'],
      input: { params: DraftParams },
      handle: async ({ context, params: { draft }, redirect }) => {
        await staffEntry.discard(context, draft);
        return redirect('/staff/entries', { kind: 'success', key: 'staffEntry.discarded' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/entries/:draft/:page',
      permission: 'case.enter',
      journal: 'none',
      input: { params: PageParams, query: z.object({ from: z.string().optional() }) },
      handle: async ({ context, page, params, query, held, html, redirect }) => {
        const { journey } = await staffEntry.entry(context, params.draft);
        if (!journey.pages.some(({ id }) => id === params.page))
          return redirect(entryPath(params.draft, journey.current?.id ?? 'check'));
        const {
          page: formPage,
          raw,
          errors,
          ...open
        } = await staffEntry.page(context, params.draft, params.page);
        return html(
          <EntryQuestionPage
            page={page}
            open={open}
            formPage={formPage}
            raw={{ ...raw, ...heldRaw(formPage.page.fields, held) }}
            errors={errors}
            isFromCheck={query.from === 'check'}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/entries/:draft/:page',
      permission: 'case.enter',
      journal: 'none',
      input: { params: PageParams, upload: UploadBody, ...PAGE_WITH_FILES },
      handle: async ({ context, page, params: { draft, page: pageId }, body, html, redirect }) => {
        const isFromCheck = textOf(body, FROM_CHECK) === 'check';
        const saved = await staffEntry.savePage(context, draft, pageId, sentForm(body), isFromCheck);
        if (textOf(body, SAVE_DRAFT.name) === SAVE_DRAFT.value)
          return redirect('/staff/entries', { kind: 'success', key: 'staffEntry.saved' });
        if (saved.kind === 'next') {
          const { destination } = saved;
          return redirect(entryPath(draft, destination.kind === 'page' ? destination.id : 'check'));
        }
        const { fields, raw, errors, revealed } = saved.reading;
        return html(
          <EntryQuestionPage
            page={page}
            open={saved.open}
            formPage={saved.page}
            fields={fields}
            raw={raw}
            errors={errors}
            revealed={revealed}
            isFromCheck={isFromCheck}
          />,
          422,
        );
      },
    }),
  ];
}

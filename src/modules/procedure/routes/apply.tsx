import { z } from 'zod';
import { heldRaw } from '#forms/page-reading.js';
import { sentForm } from '#forms/uploads.js';
import { DECLARATION } from '#forms/views/check-answers-page.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import { FormBody, type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import { inThisBrowser } from '#kernel/http/this-browser.js';
import { localize } from '#kernel/i18n/locales.js';
import { isAnonymous, type Procedure } from '../definition.js';
import { DraftFile, draftFile, readDraftFile } from '../draft-file.js';
import { feeDue } from '../fee.js';
import { dueDate, isAssured, suitsAudience } from '../model.js';
import type { OpenDraft } from '../service/apply.js';
import type { ProcedureServices } from '../services.js';
import {
  BeginPage,
  CheckPage,
  FROM_CHECK,
  type Obstacle,
  QuestionPage,
  SAVE_DRAFT,
  SAVE_FILE,
  WITH_EARLIER,
} from '../views/apply-pages.js';
import { draftPath } from '../views/draft-list.js';
import { ThanksPage } from '../views/thanks-page.js';
import { DraftPageParams, DraftParams, PAGE_WITH_FILES, ProcedureParams, textOf } from './input.js';

const FromQuery = z.object({ from: z.string().optional(), file: z.string().optional() });

/** Why this person cannot apply; null when they can. The service refuses all the same. */
function obstacleTo({ actor }: Context, procedure: Procedure): Obstacle | null {
  if (!('name' in actor) && procedure.assuranceLevel === 'none') return null;
  if (actor.kind !== 'resident' && actor.kind !== 'business') return { kind: 'staff' };
  if (!suitsAudience(actor.kind, procedure.audience)) return { kind: 'audience' };
  return isAssured(actor.assurance, procedure.assuranceLevel)
    ? null
    : { kind: 'assurance', needed: procedure.assuranceLevel };
}

/** What the page that checks the answers says besides them. */
function checkProps(context: Context, open: OpenDraft) {
  const { journey, procedure } = open;
  const facts = { today: today(context.clock) };
  return {
    open,
    fee: feeDue(procedure, journey.relevant, facts),
    dueOn: dueDate(facts.today, procedure.standardProcessingDays),
  };
}

/** Where somebody must be signed in, nobody gets to the first page without. */
function requireKnown({ actor }: Context, { id, assuranceLevel }: Procedure): void {
  if (assuranceLevel !== 'none' && !('name' in actor))
    throw new AppError('unauthenticated', `"${id}" needs somebody who is signed in`);
}

/** Where whoever answered anonymously ends: there is no page of their own. */
const thanksPath = ({ procedure }: { procedure: string }): string => `/procedures/${procedure}/thanks`;

/** Applying for a procedure: begin, page by page, check, submit. */
export function applyRoutes(
  { catalogue, apply }: ProcedureServices,
  mayAnswer: (caller: string) => boolean,
): RouteDefinition[] {
  /** The draft that the address names, below the procedure that it is for. */
  const openDraft = async (
    context: Context,
    params: { procedure: string; draft: string },
  ): Promise<OpenDraft> => {
    const open = await apply.openDraft(context, params.draft);
    if (open.procedure.id !== params.procedure)
      throw notFound(`draft ${params.draft} of ${params.procedure}`);
    return open;
  };

  /** Whoever comes back to a draft that has been sent, by the back button or in a second window, is led to its case. */
  const orItsCase = (draftRoute: RouteDefinition): RouteDefinition => ({
    ...draftRoute,
    handle: async (request) => {
      try {
        return await draftRoute.handle(request);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'notFound') throw error;
        const { draft } = DraftParams.parse(request.params);
        const sent = await apply.sentAs(request.context, draft);
        if (!sent) throw error;
        return request.redirect(
          sent.kind === 'case' ? `/my/cases/${sent.caseId}` : thanksPath(DraftParams.parse(request.params)),
        );
      }
    },
  });

  const ofADraft = [
    route({
      method: 'get',
      path: '/procedures/:procedure/apply/:draft/check',
      permission: 'case.submit',
      journal: 'none',
      input: { params: DraftParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const open = await openDraft(context, params);
        const { current } = open.journey;
        if (current) return redirect(draftPath(open.procedure.id, open.draft.id, current.id));
        return html(<CheckPage {...checkProps(context, open)} page={page} isDeclarationMissing={false} />);
      },
    }),
    route({
      method: 'post',
      path: '/procedures/:procedure/apply/:draft/check',
      permission: 'case.submit',
      journal: ['case.submitted'],
      input: { params: DraftParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect, hono }) => {
        if (textOf(body, DECLARATION) === '') {
          const open = await openDraft(context, params);
          const { current } = open.journey;
          if (current) return redirect(draftPath(open.procedure.id, open.draft.id, current.id));
          return html(<CheckPage {...checkProps(context, open)} page={page} isDeclarationMissing />, 422);
        }
        if (context.actor.kind === 'visitor' && !mayAnswer(callerAddress(hono)))
          throw new AppError('tooManyRequests', 'too many applications without an account');
        const submission = await apply.submit(context, params.draft, page.t.locale);
        if (submission.kind === 'open') {
          return redirect(draftPath(params.procedure, params.draft, submission.pageId), {
            kind: 'warning',
            key: 'procedure.check.stillOpen',
          });
        }
        if (submission.kind === 'anonymous') return redirect(thanksPath(params));
        return redirect(`/my/cases/${submission.caseId}?submitted=1`);
      },
    }),
    route({
      method: 'get',
      path: '/procedures/:procedure/apply/:draft/:page',
      permission: 'case.submit',
      journal: 'none',
      input: { params: DraftPageParams, query: FromQuery },
      handle: async ({ context, page, params, query, held, html, redirect }) => {
        const { procedure, draft, journey } = await openDraft(context, params);
        if (!journey.pages.some(({ id }) => id === params.page)) {
          return redirect(draftPath(procedure.id, draft.id, journey.current?.id ?? 'check'));
        }
        const { page: formPage, raw, errors, ...open } = await apply.page(context, params.draft, params.page);
        const isFromCheck = query.from === 'check';
        return html(
          <QuestionPage
            page={page}
            open={open}
            formPage={formPage}
            raw={{ ...raw, ...heldRaw(formPage.page.fields, held) }}
            errors={errors}
            isFromCheck={isFromCheck}
            isFileReady={query.file === 'ready'}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/procedures/:procedure/apply/:draft/:page',
      permission: 'case.submit',
      journal: 'none',
      input: { params: DraftPageParams, upload: UploadBody, ...PAGE_WITH_FILES },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const isFromCheck = textOf(body, FROM_CHECK) === 'check';
        const then = textOf(body, SAVE_DRAFT.name);
        const { draft, page: pageId } = params;
        const saved = await apply.savePage(context, draft, pageId, sentForm(body), isFromCheck);
        if (then === SAVE_DRAFT.value)
          return redirect('/my', { kind: 'success', key: 'procedure.draft.saved' });
        if (then === SAVE_FILE.value) {
          const here = draftPath(params.procedure, draft, pageId);
          return redirect(`${here}?file=ready${isFromCheck ? `&${FROM_CHECK}=check` : ''}`);
        }
        if (saved.kind === 'next') {
          const { destination } = saved;
          return redirect(
            draftPath(params.procedure, draft, destination.kind === 'page' ? destination.id : 'check'),
          );
        }
        const { fields, raw, errors, revealed } = saved.reading;
        return html(
          <QuestionPage
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

  return [
    route({
      method: 'get',
      path: '/procedures/:procedure/apply',
      permission: 'public',
      journal: 'none',
      input: { params: ProcedureParams },
      handle: async ({ context, page, params, html }) => {
        const procedure = catalogue.get(context, params.procedure);
        requireKnown(context, procedure);
        const obstacle = obstacleTo(context, procedure);
        const isNew = context.actor.kind === 'anonymous';
        const drafts = obstacle || isNew ? [] : await apply.draftsFor(context, procedure.id);
        return html(<BeginPage page={page} procedure={procedure} drafts={drafts} obstacle={obstacle} />);
      },
    }),
    route({
      method: 'post',
      path: '/procedures/:procedure/apply',
      permission: 'public',
      journal: 'none',
      input: { params: ProcedureParams, form: FormBody },
      handle: async ({ context, params: { procedure }, body, redirect, hono }) => {
        requireKnown(context, catalogue.get(context, procedure));
        const { draftId, pageId } = await apply.start(inThisBrowser(context, hono), procedure, {
          withEarlier: textOf(body, WITH_EARLIER) !== '' && 'name' in context.actor,
        });
        return redirect(draftPath(procedure, draftId, pageId));
      },
    }),
    route({
      method: 'post',
      path: '/procedures/:procedure/drafts/:draft/discard',
      permission: 'case.submit',
      journal: ['application.left'],
      input: { params: DraftParams },
      handle: async ({ context, params, redirect }) => {
        await openDraft(context, params);
        await apply.discard(context, params.draft);
        const back = context.actor.kind === 'visitor' ? `/procedures/${params.procedure}/apply` : '/my';
        return redirect(back, { kind: 'success', key: 'procedure.draft.discarded' });
      },
    }),
    route({
      method: 'get',
      path: '/procedures/:procedure/thanks',
      permission: 'public',
      journal: 'none',
      input: { params: ProcedureParams },
      cache: 'public',
      handle: ({ context, page, params, html }) => {
        const procedure = catalogue.get(context, params.procedure);
        if (!isAnonymous(procedure)) throw notFound(`thanks for ${procedure.id}`);
        return html(<ThanksPage page={page} procedure={procedure} />);
      },
    }),
    route({
      method: 'post',
      path: '/procedures/:procedure/resume',
      permission: 'public',
      journal: 'none',
      input: {
        params: ProcedureParams,
        upload: UploadBody,
        maxFileBytes: DraftFile.maxBytes,
        maxBytes: 4 * DraftFile.maxBytes,
      },
      handle: async ({ context, page, params, body, html, redirect, hono }) => {
        const procedure = catalogue.get(context, params.procedure);
        requireKnown(context, procedure);
        const { file } = body;
        const read =
          file instanceof File ? readDraftFile(await file.text(), procedure.id) : { fault: 'none' as const };
        if ('fault' in read) {
          return html(
            <BeginPage
              page={page}
              procedure={procedure}
              drafts={[]}
              obstacle={obstacleTo(context, procedure)}
              fileFault={page.t(`draftFile.fault.${read.fault}`)}
            />,
            422,
          );
        }
        const { draftId, pageId } = await apply.start(inThisBrowser(context, hono), procedure.id, {
          answers: read.answers,
        });
        return redirect(draftPath(procedure.id, draftId, pageId), {
          kind: 'success',
          key: 'draftFile.opened',
        });
      },
    }),
    route({
      method: 'get',
      path: '/procedures/:procedure/apply/:draft/file/draft.json',
      permission: 'case.submit',
      journal: 'none',
      input: { params: DraftParams },
      handle: async ({ context, params, file }) => {
        const { draft, procedure } = await openDraft(context, params);
        return file(draftFile(procedure, draft.version, draft.content.answers), 'application/json', {
          saveAs: `${localize(procedure.title, 'ja')}_途中.json`,
        });
      },
    }),
    ...ofADraft.map(orItsCase),
  ];
}

import { z } from 'zod';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { inWords } from '#kernel/faults/saying.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { openUnits } from '#kernel/tenancy/municipality.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import type { PageContext } from '#ui/page.js';
import { within } from '../edits/part-form.js';
import type { Draft } from '../model.js';
import {
  actOnRows,
  DO,
  FORM_PARTS,
  PART_NAMES,
  type Part,
  type PartContext,
  type PartName,
  type Typed,
  textOf,
} from '../parts/control.js';
import { previewOf } from '../parts/preview.js';
import { PARTS } from '../parts/registry.js';
import type { Saved } from '../service/writing.js';
import type { AuthoringService } from '../service.js';
import { partHref } from '../views/hrefs.js';
import { PreviewContent } from '../views/live-preview.js';
import { type Looked, PartPage } from '../views/part-page.js';
import { WhereUsed } from '../views/where-used.js';
import { filePlaceWords, refusalWords, useWords } from '../views/words.js';
import { FORM_ROOTS, FormParams, MAX_BYTES, own, Seen, seenIn } from './input.js';

const Params = FormParams.extend({ part: z.enum(PART_NAMES) });
const OfQuery = z.object({ of: z.string().max(200).optional() });

/** Every page on which something of a definition is written: shown from the draft, read back as edits. */
export function partRoutes(service: AuthoringService): RouteDefinition[] {
  const contextOf = (
    { municipality, clock }: Context,
    t: Translator,
    draft: Draft,
    { of, third }: { of: string | undefined; third: string | undefined },
  ): PartContext => ({
    t,
    isOfOthers: third !== undefined,
    document: draft.document,
    of: of ?? null,
    units: openUnits(municipality, today(clock)).map(({ id, name }) => ({ id, name })),
  });

  /** What others would see of what was typed. */
  const looked = async (
    context: Context,
    part: Part,
    of: PartContext,
    typed: Typed,
  ): Promise<Looked | null> => {
    const preview = previewOf(part, of, typed);
    return preview && { preview, seen: await service.seen(context, of.t, preview, service.today(context)) };
  };

  /** The draft, or the part's form in it; what a form does not have is not there. */
  const opened = async (context: Context, { procedure, third, part }: z.infer<typeof Params>) => {
    if (third !== undefined && !FORM_PARTS.has(part)) throw notFound(`${part} of part ${third}`);
    return seenIn((await service.open(context, procedure)).draft, third);
  };

  return FORM_ROOTS.map((root) => `${root}/edit/:part` as const).flatMap((path) => [
    route({
      method: 'get',
      path,
      permission: 'procedure.author',
      journal: 'none',
      input: { params: Params, query: OfQuery },
      handle: async ({ context, page, params, query, html, redirect }) => {
        const draft = await opened(context, params);
        if (draft.state === 'inApproval' || draft.state === 'approved')
          return redirect(own(params), { kind: 'info', key: 'authoring.locked' });
        const part = PARTS[params.part];
        const of = contextOf(context, page.t, draft, { of: query.of, third: params.third });
        const typed = part.typed(of);
        if (typed === null) throw notFound(`${params.part} ${query.of} of ${params.procedure}`);
        return html(
          <PartPage
            page={page}
            draft={draft}
            name={params.part}
            part={part}
            context={of}
            typed={typed}
            errors={{}}
            looked={await looked(context, part, of, typed)}
          >
            <WhereUsed page={page} draft={draft} name={params.part} of={query.of ?? null} />
          </PartPage>,
        );
      },
    }),
    route({
      method: 'post',
      path: `${path}/preview`,
      permission: 'procedure.author',
      journal: 'none',
      input: { params: Params, query: OfQuery, form: FormBody, maxBytes: MAX_BYTES },
      handle: async ({ context, page, params, query, body, html }) => {
        const draft = await opened(context, params);
        const partContext = contextOf(context, page.t, draft, { of: query.of, third: params.third });
        const seen = await looked(context, PARTS[params.part], partContext, body);
        if (!seen) throw notFound(`preview of ${params.part} ${query.of}`);
        return html(<PreviewContent page={page} {...seen} />);
      },
    }),
    route({
      method: 'post',
      path,
      permission: 'procedure.author',
      journal: ['definition.saved'],
      input: { params: Params, query: OfQuery, form: FormBody, maxBytes: MAX_BYTES },
      handle: async ({ context, page, params, query, body, html, redirect }) => {
        const draft = await opened(context, params);
        const part = PARTS[params.part];
        const partContext = contextOf(context, page.t, draft, { of: query.of, third: params.third });
        const seen = Seen.catch(0).parse(textOf(body, 'seen'));
        const shown = { page, name: params.part, part, context: partContext, typed: body };
        // The page goes on from the revision that it showed, so that a conflict is still seen when it is saved.
        const asShown = { ...draft, revision: seen };

        const action = textOf(body, DO);
        if (action !== '') {
          const typed =
            actOnRows(part.controls(partContext, body), body, action) ??
            part.act?.(partContext, body, action) ??
            body;
          const seen = await looked(context, part, partContext, typed);
          return html(<PartPage {...shown} draft={asShown} typed={typed} errors={{}} looked={seen} />);
        }
        const read = part.read(partContext, body);
        const again = async () => ({ ...shown, looked: await looked(context, part, partContext, body) });
        if (!read.ok)
          return html(<PartPage {...(await again())} draft={asShown} errors={read.errors} />, 422);
        if (read.edits.length === 0) return redirect(afterwards(params, params.part, query.of));
        const saved = await service.edit(context, params.procedure, seen, within(params.third, read.edits));
        if (saved.kind === 'saved')
          return redirect(afterwards(params, params.part, read.of ?? query.of), {
            kind: 'success',
            key: 'authoring.saved',
          });
        const current = saved.kind === 'conflict' ? seenIn(saved.draft, params.third) : asShown;
        const alert = <Refused page={page} draft={current} saved={saved} name={params.part} of={query.of} />;
        return html(<PartPage {...(await again())} draft={current} errors={{}} alert={alert} />, 422);
      },
    }),
  ]);
}

/** Back to the place in the outline from which it was opened. */
function afterwards(params: FormParams, part: PartName, of: string | undefined): string {
  if (part === 'thirdParty') return own(params, of ? `/in/${of}` : '#third-parties');
  if (part === 'languages' && of) return own(params, `/edit/languages?of=${encodeURIComponent(of)}`);
  const id = (of ?? '').split(':').find((word) => word !== 'page' && word !== 'field' && word !== 'new');
  if (part === 'field') return own(params, `#field-${of}`);
  if (part === 'condition') return own(params, `#${of?.startsWith('page:') ? 'page' : 'field'}-${id}`);
  return part === 'check' || (part === 'page' && id) ? own(params, `#page-${id}`) : own(params, '#questions');
}

const Refused = ({
  page,
  draft,
  saved,
  name,
  of,
}: {
  page: PageContext;
  draft: Draft;
  saved: Exclude<Saved, { kind: 'saved' }>;
  name: PartName;
  of: string | undefined;
}) => {
  const { t } = page;
  if (saved.kind === 'conflict')
    return (
      <NotificationBanner t={t} kind="warning" title={t('authoring.conflict.title')} announce>
        <p>{t('authoring.conflict.text')}</p>
        <p>
          <a href={partHref(page, draft.procedure, name, of)}>{t('authoring.conflict.open')}</a>
        </p>
      </NotificationBanner>
    );
  if (saved.kind === 'malformed')
    return (
      <NotificationBanner t={t} kind="error" title={t('authoring.save.malformed')} announce>
        <ul>
          {saved.faults.slice(0, 20).map(({ place, saying }) => (
            <li>
              {t('authoring.problem.malformed', {
                place: filePlaceWords(t, place),
                message: inWords(t, saying),
              })}
            </li>
          ))}
        </ul>
      </NotificationBanner>
    );
  return (
    <NotificationBanner t={t} kind="error" title={refusalWords(t, saved.code, saved.ids)} announce>
      {saved.uses.length > 0 && (
        <ul>
          {saved.uses.map((use) => (
            <li>{useWords(t, draft.document, use)}</li>
          ))}
        </ul>
      )}
    </NotificationBanner>
  );
};

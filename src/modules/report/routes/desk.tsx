import { z } from 'zod';
import { errorText } from '#forms/fields/field-type.js';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, type RouteRequest, route, UploadBody } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { ACTIONS, type Action, STATES } from '../model.js';
import { MOST_RELEASED, MOST_WORDS, revisionOf, textOf } from '../report-form.js';
import { type ReportDeps, rulesHere, WORK } from '../service/deps.js';
import type { ReportServices } from '../services.js';
import { CrewPage } from '../views/crew-page.js';
import { DeskListPage, deskPath, WHICH } from '../views/desk-list-page.js';
import { DeskReportPage, type DeskTyped } from '../views/desk-report-page.js';
import { kindTitle, OPEN_STATES, titleIn } from '../views/words.js';
import { NOTHING, typedIn } from './desk-typed.js';
import { ReportParams, Word } from './input.js';
import { readWithPhotos, WITH_PHOTOS } from './typed-report.js';

const STEPS = [
  'report.looked',
  'report.assigned',
  'report.started',
  'report.closed',
  'report.passedOn',
  'report.reopened',
  'report.replied',
  'report.viewed',
] as const;
type Sent = RouteRequest<{ report: string }, unknown, FormBody>;

const tooLong = (page: PageContext, text: string, most = MOST_WORDS): string | undefined =>
  characterCount(text) > most ? page.t('reportDesk.tooLong', { most }) : undefined;

const MISSING = {
  assign: ['crew', 'reportDesk.crewMissing'],
  close: ['reason', 'reportDesk.reasonMissing'],
  passOn: ['owner', 'reportDesk.ownerMissing'],
} as const;

const NOT_JOINED = { none: 'reportDesk.sameAsWrong', closed: 'reportDesk.sameAsClosed' } as const;

/** Pages of the sections that look after what is reported. */
export function deskRoutes(kernel: Kernel, deps: ReportDeps, services: ReportServices): RouteDefinition[] {
  const { desk, moderation, owners } = services;

  async function reportPage(context: Context, page: PageContext, id: string, typed: DeskTyped = NOTHING) {
    const data = await desk.open(context, id);
    const likely = data.report.owner === null ? await owners.propose(context, data.report) : null;
    return <DeskReportPage page={page} data={data} likely={likely} typed={typed} />;
  }

  /**
   * Does it and says so. Who comes second is shown what is now, with what they typed still in its fields; without any
   * words of theirs they are led there.
   */
  async function orChanged(
    { context, page, params, body, html, redirect }: Sent,
    field: string,
    act: () => Promise<unknown>,
    path = deskPath(params.report),
  ): Promise<Response> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== 'conflict' && error.code !== 'notAllowedNow'))
        throw error;
      if (textOf(body, field).trim() === '')
        return redirect(deskPath(params.report), { kind: 'warning', key: 'reportDesk.changed' });
      const typed = typedIn(body, { [field]: page.t('reportDesk.changedKept') });
      return html(await reportPage(context, page, params.report, typed), 422);
    }
    return redirect(path, { kind: 'success', key: 'reportDesk.done' });
  }

  return [
    route({
      method: 'get',
      path: '/staff/reports',
      permission: WORK,
      journal: 'none',
      input: {
        query: z.object({
          which: z.enum(WHICH).catch('open').default('open'),
          kind: Word,
          state: Word,
          after: z.string().optional(),
        }),
      },
      handle: async ({ context, page, query, html }) => {
        const rules = rulesHere(deps, context);
        const kind = rules.kind(query.kind ?? '')?.id ?? '';
        const state = STATES.find((one) => one === query.state) ?? '';
        const { which } = query;
        const states = state !== '' ? [state] : which === 'open' ? OPEN_STATES : undefined;
        const found = await desk.list(
          context,
          {
            kinds: kind === '' ? undefined : [kind],
            shown: states,
            waiting: which === 'waiting',
            liability: which === 'liability',
          },
          readTimePlace(query.after),
        );
        const nextHref = found.next
          ? `${page.base}/staff/reports?${new URLSearchParams({ which, kind, state, after: placeText(found.next.at, found.next.id) })}`
          : undefined;
        const crews = rules.crews.filter(({ unit }) => kernel.access.can(context, WORK, unit));
        const filter = { which, kind, state };
        return html(
          <DeskListPage
            page={page}
            rules={rules}
            {...found}
            filter={filter}
            nextHref={nextHref}
            crews={crews}
            hasFigures={kernel.access.canAnywhere(context, 'report.read')}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/reports/crews/:crew',
      permission: WORK,
      journal: 'none',
      input: { params: z.object({ crew: z.string().max(40) }) },
      handle: async ({ context, page, params, html }) =>
        html(
          <CrewPage
            page={page}
            rules={rulesHere(deps, context)}
            {...(await desk.crewList(context, params.crew))}
          />,
        ),
    }),
    route({
      method: 'get',
      path: '/staff/reports/:report',
      permission: WORK,
      journal: ['report.viewed'],
      input: { params: ReportParams },
      handle: async ({ context, page, params, html }) => html(await reportPage(context, page, params.report)),
    }),
    route({
      method: 'post',
      path: '/staff/reports/:report/act',
      permission: WORK,
      journal: STEPS,
      input: { params: ReportParams, form: FormBody },
      handle: async (request) => {
        const { context, page, params, body, html } = request;
        const rules = rulesHere(deps, context);
        const wanted = textOf(body, 'action');
        const action: Action | undefined = ACTIONS.find((one) => one === wanted);
        const { report, refusing } = await desk.open(context, params.report);
        const template = rules.templates.find(({ id }) => id === textOf(body, 'template'));
        const own = textOf(body, 'reply').trim();
        const reply = own || (template ? localize(template.text, report.locale) : '');
        const errors: Record<string, string> = {};
        const long = tooLong(page, reply);
        if (long) errors.reply = long;
        if (!action && reply === '') errors.reply = page.t('reportDesk.replyMissing');
        if (action === 'assign' || action === 'close' || action === 'passOn') {
          const [field, words] = MISSING[action];
          if (textOf(body, field) === '') errors[field] = page.t(words);
        }
        if (action === 'passOn' && refusing.includes(textOf(body, 'owner')))
          errors.owner = page.t('reportDesk.ownerRefuses', {
            owner: titleIn(page.t, rules.owners, textOf(body, 'owner')),
            kind: kindTitle(page.t, rules, report.kind),
          });
        const sameAs = textOf(body, 'sameAs').normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
        const isJoined = rules.reasons.some(
          ({ id, namesOther }) => namesOther && id === textOf(body, 'reason'),
        );
        if (action === 'close' && isJoined) {
          const found = await desk.joinable(context, params.report, sameAs);
          if (found !== 'open') errors.sameAs = page.t(NOT_JOINED[found]);
        }
        if (Object.keys(errors).length > 0)
          return html(await reportPage(context, page, params.report, typedIn(body, errors)), 422);
        const step = {
          crew: textOf(body, 'crew'),
          reason: textOf(body, 'reason'),
          owner: textOf(body, 'owner'),
          sameAs,
          reply,
        };
        return orChanged(request, 'reply', () =>
          action
            ? desk.act(context, params.report, revisionOf(body), action, step)
            : desk.reply(context, params.report, revisionOf(body), reply),
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/reports/:report/kind',
      permission: WORK,
      journal: ['report.kindChanged', 'report.viewed'],
      input: { params: ReportParams, form: FormBody },
      handle: async (request) => {
        const { context, page, params, body, html } = request;
        const { report, rules } = await desk.open(context, params.report);
        const kind = rules.kind(textOf(body, 'newKind'));
        const why = textOf(body, 'why').trim();
        const long = tooLong(page, why);
        const errors = {
          ...(kind && kind.id !== report.kind ? {} : { newKind: page.t('reportDesk.newKindMissing') }),
          ...(why === '' ? { why: page.t('reportDesk.whyMissing') } : long ? { why: long } : {}),
        };
        if (!kind || Object.keys(errors).length > 0)
          return html(await reportPage(context, page, params.report, typedIn(body, errors)), 422);
        // Who gives it to another section has no page of that section's work.
        const isOwn = kernel.access.can(context, WORK, rules.unitOf(kind));
        return orChanged(
          request,
          'why',
          () => desk.changeKind(context, params.report, revisionOf(body), { kind: kind.id, why }),
          isOwn ? deskPath(params.report) : '/staff/reports',
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/reports/:report/release',
      permission: WORK,
      journal: ['report.released', 'report.viewed'],
      input: { params: ReportParams, form: FormBody },
      handle: async (request) => {
        const { context, page, params, body, html } = request;
        const words = textOf(body, 'publicWords').trim();
        const place = textOf(body, 'publicPlace').trim();
        const long = { words: tooLong(page, words, MOST_RELEASED), place: tooLong(page, place) };
        if (long.words || long.place) {
          const errors = {
            ...(long.words && { publicWords: long.words }),
            ...(long.place && { publicPlace: long.place }),
          };
          return html(await reportPage(context, page, params.report, typedIn(body, errors)), 422);
        }
        return orChanged(request, 'publicWords', () =>
          moderation.release(context, params.report, revisionOf(body), words, place),
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/reports/:report/withhold',
      permission: WORK,
      journal: ['report.withheld'],
      input: { params: ReportParams, form: FormBody },
      handle: (request) =>
        orChanged(request, '', () =>
          moderation.withhold(request.context, request.params.report, revisionOf(request.body)),
        ),
    }),
    route({
      method: 'post',
      path: '/staff/reports/:report/liability',
      permission: WORK,
      journal: ['report.flagged', 'report.unflagged', 'report.viewed'],
      input: { params: ReportParams, form: FormBody },
      handle: async (request) => {
        const { context, page, params, body, html } = request;
        const liability = textOf(body, 'liability') === 'yes';
        const why = textOf(body, 'liabilityWhy').trim();
        const missing = liability || why !== '' ? undefined : page.t('reportDesk.unflagMissing');
        const error = missing ?? tooLong(page, why);
        if (error) {
          const typed = typedIn(body, { liabilityWhy: error });
          return html(await reportPage(context, page, params.report, typed), 422);
        }
        return orChanged(request, 'liabilityWhy', () =>
          desk.setLiability(context, params.report, revisionOf(body), { liability, why }),
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/reports/:report/photos',
      permission: WORK,
      journal: ['report.photosAdded', 'report.viewed'],
      input: { params: ReportParams, upload: UploadBody, ...WITH_PHOTOS },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const { typed, photos } = await readWithPhotos(deps, services, context, page, body, 'call');
        if (typed.photoErrors.length > 0 || photos.ids.length === 0) {
          const label = page.t('reportDesk.addPhotos');
          const faults = typed.photoErrors.map((error) => errorText(error, label, page.t)).join(' ');
          const errors = { photo: faults || page.t('reportDesk.photoMissing') };
          const again = { ...typedIn(body, errors), photo: typed.photo };
          return html(await reportPage(context, page, params.report, again), 422);
        }
        const stage = textOf(body, 'stage') === 'before' ? 'before' : 'after';
        await desk.addPhotos(context, params.report, stage, photos);
        return redirect(deskPath(params.report), { kind: 'success', key: 'reportDesk.done' });
      },
    }),
  ];
}

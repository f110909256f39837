import { z } from 'zod';
import { sentForm } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { MOST_VIEWS, titleFault } from '#kernel/saved-views/saved-views.js';
import { parseReference, type ReferenceNumber } from '#kernel/values/reference-number.js';
import { PUT_UP_ENTRIES } from '#modules/decision/api.js';
import { isBulkAction } from '../bulk-actions.js';
import { Channel } from '../definition.js';
import { CASE_STATES, DUE_WITHIN, INBOX_ORDERS, INBOX_VIEWS } from '../model.js';
import type { Chosen } from '../service/bulk.js';
import type { ProcedureServices } from '../services.js';
import { isPurpose } from '../timeline.js';
import { BulkPage, BulkReportPage } from '../views/bulk-pages.js';
import { type InboxFilterText, inboxQuery, KEPT } from '../views/inbox-address.js';
import { InboxPage, type InboxPageProps } from '../views/inbox-page.js';
import { textOf } from './input.js';

/** What does not fit is left out, as if the address did not have it. */
const InboxAddress = z.object({
  view: z.enum(INBOX_VIEWS).catch('open'),
  order: z.enum(INBOX_ORDERS).catch('due'),
  procedure: z.string().max(100).catch(''),
  who: z.union([z.enum(['me', 'nobody', '']), z.uuid()]).catch(''),
  state: z.enum([...CASE_STATES, '']).catch(''),
  channel: z.enum([...Channel.options, '']).catch(''),
  due: z.enum(['', ...DUE_WITHIN.map(String)]).catch(''),
  text: z.string().trim().max(100).catch(''),
  after: z.string().max(100).optional().catch(undefined),
});
type InboxAddress = z.infer<typeof InboxAddress>;

const ViewParams = z.object({ view: z.uuid() });

/** More than one page of the inbox cannot be chosen. */
const MOST_CHOSEN = 100;
const CHOSEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,9})$/;

const chosenIn = (body: FormBody): Chosen[] =>
  sentForm(body)
    .getAll('selected')
    .slice(0, MOST_CHOSEN)
    .flatMap((text) => {
      const [, id, revision] = CHOSEN.exec(String(text)) ?? [];
      return id === undefined ? [] : [{ id, revision: Number(revision) }];
    });

/** A number where it is one; a name where it has a letter that no number has; else a number that is wrong. */
function lookedFor(text: string): { number?: ReferenceNumber; name?: string; isWrong: boolean } {
  if (text === '') return { isWrong: false };
  const number = parseReference(text);
  if (number.ok) return { number: number.value, isWrong: false };
  const hasDigit = /\d/.test(text.normalize('NFKC'));
  return number.fault === 'unknownCharacter' || !hasDigit
    ? { name: text, isWrong: false }
    : { isWrong: true };
}

/** The list of work: filters, kept views, several cases at once. */
export function inboxRoutes(kernel: Kernel, { work }: ProcedureServices): RouteDefinition[] {
  const { access } = kernel;

  /** Staff who have other work than cases are led to it. */
  const elsewhere = (page: PageContext): string => {
    const first = page.navigation.staff.find(({ href }) => href !== `${page.base}/staff`);
    if (!first) throw new AppError('forbidden', 'no staff pages for this actor');
    return first.href.slice(page.base.length);
  };

  async function inboxPage(
    context: Context,
    page: PageContext,
    { after, ...filter }: InboxAddress,
    viewFault?: InboxPageProps['viewFault'],
  ) {
    const { isWrong, ...wanted } = lookedFor(filter.text);
    const data = await work.inbox(context, {
      view: filter.view,
      order: filter.order,
      procedure: filter.procedure || undefined,
      who: filter.who || undefined,
      state: filter.state || undefined,
      channel: filter.channel || undefined,
      dueWithin: filter.due === '' || filter.view === 'closed' ? undefined : Number(filter.due),
      ...wanted,
      after,
    });
    return (
      <InboxPage
        page={page}
        data={data}
        filter={filter}
        isNumberWrong={isWrong}
        isFirst={after === undefined}
        today={today(context.clock)}
        canWork={access.canAnywhere(context, 'case.work')}
        {...(viewFault && { viewFault })}
      />
    );
  }

  return [
    route({
      method: 'get',
      path: '/staff',
      permission: 'signedIn',
      journal: 'none',
      input: { query: InboxAddress },
      handle: async ({ context, page, query, html, redirect }) => {
        if (context.actor.kind !== 'staff')
          throw new AppError('forbidden', `${context.actor.kind} at the staff console`);
        if (!access.canAnywhere(context, 'case.read')) return redirect(elsewhere(page));
        return html(await inboxPage(context, page, query));
      },
    }),
    route({
      method: 'post',
      path: '/staff/inbox/views',
      permission: 'case.read',
      journal: 'none',
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const typed = textOf(body, 'title');
        const title = typed.trim();
        const filter: InboxAddress & InboxFilterText = {
          ...InboxAddress.parse(body),
          text: '',
          after: undefined,
        };
        const again = async (error: string) =>
          html(await inboxPage(context, page, filter, { title: typed, error }), 422);
        const fault = titleFault(page.t, title);
        if (fault !== null) return again(fault);
        const kept = Object.fromEntries(KEPT.map((name) => [name, filter[name]]));
        if (!(await work.saveView(context, title, inboxQuery(kept).slice(1))))
          return again(page.t('savedViews.tooMany', { max: MOST_VIEWS }));
        return redirect(`/staff${inboxQuery(kept)}`, { kind: 'success', key: 'savedViews.saved' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/inbox/views/:view/delete',
      permission: 'case.read',
      journal: 'none',
      input: { params: ViewParams },
      handle: async ({ context, params, redirect }) => {
        await work.deleteView(context, params.view);
        return redirect('/staff', { kind: 'success', key: 'savedViews.deleted' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/inbox/bulk',
      permission: 'case.work',
      journal: [
        'case.viewed',
        'case.assigned',
        'case.stepSignedOff',
        'case.approved',
        'case.putUp',
        ...PUT_UP_ENTRIES,
      ],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const { t } = page;
        const action = textOf(body, 'todo');
        const chosen = chosenIn(body);
        const nothing = { kind: 'warning', key: 'inbox.bulk.none' } as const;
        if (!isBulkAction(action) || chosen.length === 0) return redirect('/staff', nothing);
        const purpose = textOf(body, 'purpose');
        const assignee = textOf(body, 'assignee');
        const isConfirmed = textOf(body, 'confirmed') !== '';
        if (isConfirmed && isPurpose(purpose) && (action !== 'assign' || assignee !== '')) {
          const outcomes = await work.bulk(context, action, chosen, { purpose, assignee });
          return html(<BulkReportPage page={page} outcomes={outcomes} />);
        }
        const choice = await work.bulkChoice(context, chosen);
        if (choice.cases.length === 0) return redirect('/staff', nothing);
        const errors = {
          ...(action === 'assign' && assignee === '' && { assignee: t('inbox.bulk.assigneeMissing') }),
          ...(!isPurpose(purpose) && { purpose: t('staff.case.purposeMissing') }),
        };
        return html(
          <BulkPage
            page={page}
            action={action}
            choice={choice}
            typed={{ purpose, assignee }}
            errors={isConfirmed ? errors : {}}
          />,
          isConfirmed ? 422 : 200,
        );
      },
    }),
  ];
}

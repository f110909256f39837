import { z } from 'zod';
import type { PageContext } from '#kernel/http/page.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { ProcedureServices } from '../services.js';
import { faultsOf, MOST_REPLIES, REPLY_KINDS, type ReplyFault } from './model.js';
import type { ReplySaved } from './service.js';
import { ReplyListPage, ReplyPage, type TypedReply } from './views/reply-pages.js';

const Params = z.object({ reply: z.uuid() });
const ListQuery = z.object({
  unit: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
const ReplyForm = z.object({
  unit: z.string().max(100).default(''),
  kind: z.enum(REPLY_KINDS).catch('message'),
  title: z.string().default(''),
  text: z.string().default(''),
  seen: z.coerce.number().int().min(0).max(1_000_000).catch(0),
});

/** As it is kept: lines end in one way, however the browser sent them. */
const asKept = ({ unit, kind, title, text }: z.infer<typeof ReplyForm>): TypedReply => ({
  unit,
  kind,
  title: title.trim(),
  text: text.replaceAll('\r\n', '\n').trim(),
});

type Errors = Partial<Record<keyof TypedReply, string>>;

function inWords({ t }: PageContext, faults: readonly ReplyFault[]): Errors {
  const words = (fault: ReplyFault): string => {
    if (fault.code === 'missing') return t(`reply.missing.${fault.field}`);
    if (fault.code === 'tooLong') return t('reply.tooLong', { max: fault.limit });
    return t('reply.unknown', { names: fault.names.map((name) => `{${name}}`).join(' ') });
  };
  return Object.fromEntries(faults.map((fault) => [fault.field, words(fault)]));
}

function refusalIn({ t }: PageContext, saved: Exclude<ReplySaved, { kind: 'saved' }>): Errors {
  if (saved.kind === 'taken') return { title: t('reply.taken') };
  return saved.kind === 'full'
    ? { unit: t('reply.full', { max: MOST_REPLIES }) }
    : { text: t('reply.conflict') };
}

/** The page on which a section keeps its reply templates. */
export function replyRoutes({ replies }: ProcedureServices): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: '/staff/replies',
      permission: 'reply.edit',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => {
        const list = await replies.list(context, query.unit, query.after);
        return html(
          <ReplyListPage
            page={page}
            units={replies.units(context)}
            list={list}
            isFirst={query.after === undefined}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/replies/new',
      permission: 'reply.edit',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => {
        const units = replies.units(context);
        const unit = units.find(({ id }) => id === query.unit)?.id ?? units[0]?.id ?? '';
        const typed: TypedReply = { unit, kind: 'message', title: '', text: '' };
        return html(<ReplyPage page={page} units={units} typed={typed} saved={null} />);
      },
    }),
    route({
      method: 'post',
      path: '/staff/replies',
      permission: 'reply.edit',
      journal: ['reply.saved'],
      input: { form: ReplyForm },
      handle: async ({ context, page, body, html, redirect }) => {
        const units = replies.units(context);
        const typed = asKept(body);
        const again = (errors: Errors) =>
          html(<ReplyPage page={page} units={units} typed={typed} errors={errors} saved={null} />, 422);
        const faults = faultsOf(
          typed,
          units.map(({ id }) => id),
        );
        if (faults.length > 0) return again(inWords(page, faults));
        const saved = await replies.create(context, typed);
        if (saved.kind !== 'saved') return again(refusalIn(page, saved));
        return redirect(`/staff/replies?${new URLSearchParams({ unit: typed.unit })}`, {
          kind: 'success',
          key: 'reply.saved',
        });
      },
    }),
    route({
      method: 'get',
      path: '/staff/replies/:reply',
      permission: 'reply.edit',
      journal: 'none',
      input: { params: Params },
      handle: async ({ context, page, params, html }) => {
        const { id, version, ...typed } = await replies.open(context, params.reply);
        return html(
          <ReplyPage page={page} units={replies.units(context)} typed={typed} saved={{ id, version }} />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/replies/:reply',
      permission: 'reply.edit',
      journal: ['reply.saved'],
      input: { params: Params, form: ReplyForm },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const units = replies.units(context);
        const typed = asKept(body);
        const again = (errors: Errors, version: number) => {
          const saved = { id: params.reply, version };
          return html(
            <ReplyPage page={page} units={units} typed={typed} errors={errors} saved={saved} />,
            422,
          );
        };
        const faults = faultsOf(
          typed,
          units.map(({ id }) => id),
        );
        if (faults.length > 0) return again(inWords(page, faults), body.seen);
        const saved = await replies.save(context, params.reply, body.seen, typed);
        if (saved.kind !== 'saved')
          return again(refusalIn(page, saved), saved.kind === 'conflict' ? saved.version : body.seen);
        return redirect(`/staff/replies?${new URLSearchParams({ unit: typed.unit })}`, {
          kind: 'success',
          key: 'reply.saved',
        });
      },
    }),
    route({
      method: 'post',
      path: '/staff/replies/:reply/delete',
      permission: 'reply.edit',
      journal: ['reply.deleted'],
      input: { params: Params },
      handle: async ({ context, params, redirect }) => {
        await replies.remove(context, params.reply);
        return redirect('/staff/replies', { kind: 'success', key: 'reply.deleted' });
      },
    }),
  ];
}

import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { PageContext } from '#ui/page.js';
import type { Start } from '../service/writing.js';
import type { AuthoringService } from '../service.js';
import { ListPage } from '../views/list-page.js';
import { NewPage, type NewPageProps } from '../views/new-page.js';
import { own, ProcedureParams } from './input.js';

const text = (max: number) => z.string().max(max).trim().default('');
const NewForm = z.object({
  start: z.enum(['blank', 'copy', 'original']).catch('blank'),
  title: text(400),
  of: text(60),
  ref: text(130),
  unit: text(60),
  id: text(100),
});
type NewForm = z.infer<typeof NewForm>;

/** The list of procedures, and where new ones begin. */
export function listRoutes(service: AuthoringService): RouteDefinition[] {
  const choices = (
    context: Context,
    { t }: PageContext,
  ): Pick<NewPageProps, 'units' | 'offered' | 'originals'> => ({
    units: service.units(context),
    offered: service.offered(context),
    originals: service.originals(context).map(({ ref, city, document }) => ({
      ref,
      title: localize((document.title ?? ref) as LocalizedText, 'ja'),
      from: city === null ? t('authoring.new.common') : t('authoring.new.prefecture'),
    })),
  });

  return [
    route({
      method: 'get',
      path: '/staff/authoring',
      permission: 'procedure.author',
      journal: 'none',
      input: { query: z.object({ after: z.string().max(60).optional() }) },
      handle: async ({ context, page, query, html }) => {
        const list = await service.list(context, query);
        const units = new Map(context.municipality.units.map(({ id, name }) => [id, name]));
        return html(<ListPage page={page} units={units} {...list} />);
      },
    }),
    route({
      method: 'get',
      path: '/staff/authoring/new',
      permission: 'procedure.author',
      journal: 'none',
      input: {},
      handle: ({ context, page, html }) =>
        html(<NewPage page={page} typed={{}} errors={{}} {...choices(context, page)} />),
    }),
    route({
      method: 'post',
      path: '/staff/authoring/new',
      permission: 'procedure.author',
      journal: ['definition.begun'],
      input: { form: NewForm },
      handle: async ({ context, page, body, html, redirect }) => {
        const refuse = (errors: Record<string, string>) =>
          html(<NewPage page={page} typed={body} errors={errors} {...choices(context, page)} />, 422);
        const errors = missing(page, body, choices(context, page));
        if (Object.keys(errors).length > 0) return refuse(errors);
        const begun = await service.begin(context, startOf(body, context.clock.now()));
        if (begun.kind === 'begun')
          return redirect(own({ procedure: begun.id }), { kind: 'success', key: 'authoring.new.begun' });
        return refuse({
          id: page.t(begun.kind === 'taken' ? 'authoring.new.idTaken' : 'authoring.new.idWrong', {
            id: begun.id,
          }),
        });
      },
    }),
    route({
      method: 'post',
      path: '/staff/authoring/:procedure/begin',
      permission: 'procedure.author',
      journal: ['definition.begun'],
      input: { params: ProcedureParams },
      handle: async ({ context, params, redirect }) => {
        await service.beginRevision(context, params.procedure);
        return redirect(own(params), { kind: 'success', key: 'authoring.new.begun' });
      },
    }),
  ];
}

function missing(
  { t }: PageContext,
  body: NewForm,
  { units, offered, originals }: Pick<NewPageProps, 'units' | 'offered' | 'originals'>,
) {
  const errors: Record<string, string> = {};
  const need = (name: string, label: string) => {
    errors[name] = t('editor.error.choose', { label });
  };
  if (body.start === 'blank' && body.title === '')
    errors.title = t('authoring.error.missing', { label: t('editor.new.name') });
  if (body.start === 'copy' && !offered.some(({ id }) => id === body.of)) need('of', t('editor.new.of'));
  if (body.start === 'original' && !originals.some(({ ref }) => ref === body.ref))
    need('ref', t('editor.new.ref'));
  if (!units.some(({ id }) => id === body.unit)) need('unit', t('authoring.general.unit'));
  return errors;
}

/** An id that nobody has to think of: the time of its beginning, or that of what it is made from. */
function startOf({ start, title, of, ref, unit, id }: NewForm, now: Temporal.Instant): Start {
  const own =
    id ||
    (start === 'original'
      ? (ref.split('/')[1] ?? '')
      : start === 'copy'
        ? `${of}-copy`
        : `procedure-${now.epochMilliseconds.toString(36)}`);
  if (start === 'copy') return { kind: 'copy', id: own, of, unit };
  if (start === 'original') return { kind: 'original', id: own, ref, unit };
  return { kind: 'blank', id: own, title, unit };
}

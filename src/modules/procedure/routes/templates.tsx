import { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { ProcedureServices } from '../services.js';
import {
  NOTE_LIMIT,
  SOURCE_LIMIT,
  TemplateListPage,
  TemplatePage,
  type TypedTemplate,
} from '../views/template-pages.js';

const Params = z.object({ template: z.string().max(60) });
const VersionNumber = z.coerce.number().int().min(0).max(1_000_000);
const ShownQuery = z.object({ version: VersionNumber.optional(), before: VersionNumber.optional() });
const TemplateForm = z.object({
  source: z
    .string()
    .max(SOURCE_LIMIT * 2)
    .default(''),
  note: z
    .string()
    .max(NOTE_LIMIT * 2)
    .default(''),
  case: z.string().max(60).default(''),
  seen: VersionNumber,
  todo: z.enum(['save', 'preview']).default('save'),
});
type TemplateForm = z.infer<typeof TemplateForm>;

const MAX_BYTES = 4 * 1024 * 1024;

/** Lines end in one way, however the browser sent them. */
const sourceOf = ({ source }: TemplateForm): string => source.replaceAll('\r\n', '\n');

function faults({ t }: PageContext, body: TemplateForm): TypedTemplate['errors'] {
  const source = sourceOf(body);
  const errors: TypedTemplate['errors'] = {};
  if (source.trim() === '') errors.source = t('template.edit.sourceMissing');
  else if (source.length > SOURCE_LIMIT) errors.source = t('template.edit.tooLong');
  if (body.todo === 'save' && body.note.trim() === '') errors.note = t('template.edit.noteMissing');
  else if (body.note.length > NOTE_LIMIT) errors.note = t('template.edit.noteTooLong');
  return errors;
}

/** The words of a fault in the template; anything else goes on as it is. */
function templateFault(error: unknown): string {
  const words = error instanceof AppError ? error.fields.template : undefined;
  if (words === undefined) throw error;
  return words;
}

/** The municipality's own templates of certificates and letters. */
export function templateRoutes({ templates }: ProcedureServices): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: '/staff/templates',
      permission: 'template.edit',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) =>
        html(<TemplateListPage page={page} lines={await templates.list(context)} />),
    }),
    route({
      method: 'get',
      path: '/staff/templates/:template',
      permission: 'template.edit',
      journal: 'none',
      input: { params: Params, query: ShownQuery },
      handle: async ({ context, page, params, query, html }) =>
        html(<TemplatePage page={page} data={await templates.open(context, params.template, query)} />),
    }),
    route({
      method: 'post',
      path: '/staff/templates/:template',
      permission: 'template.edit',
      journal: ['template.saved', 'case.viewed'],
      input: { params: Params, form: TemplateForm, maxBytes: MAX_BYTES },
      handle: async ({ context, page, params, body, html, file, redirect }) => {
        const name = params.template;
        const source = sourceOf(body);
        const refuse = async (errors: TypedTemplate['errors']) => {
          const data = await templates.open(context, name, {});
          const typed = { source, note: body.note, case: body.case, errors };
          return html(<TemplatePage page={page} data={data} typed={typed} />, 422);
        };
        const errors = faults(page, body);
        if (Object.keys(errors).length > 0) return refuse(errors);
        // A draft that does not compile is not saved either: it could be published.
        const pdf = await templates
          .preview(context, name, source, body.todo === 'preview' ? body.case : '')
          .catch((error: unknown) => ({ broken: templateFault(error) }));
        if (pdf === null) return refuse({ case: page.t('template.edit.caseUnknown') });
        if ('broken' in pdf)
          return refuse({ source: page.t('template.edit.broken', { message: pdf.broken }) });
        if (body.todo === 'preview') return file(pdf, 'application/pdf');
        const saved = await templates.save(context, name, {
          source,
          note: body.note.trim(),
          seen: body.seen,
        });
        return saved.kind === 'saved'
          ? redirect(`/staff/templates/${name}`, { kind: 'success', key: 'template.edit.saved' })
          : refuse({ source: page.t('template.edit.conflict', { version: saved.version }) });
      },
    }),
    route({
      method: 'post',
      path: '/staff/templates/:template/publish',
      permission: 'template.edit',
      journal: ['template.published'],
      input: { params: Params, form: z.object({ version: VersionNumber }) },
      handle: async ({ context, params, body, redirect }) => {
        await templates.publish(context, params.template, body.version);
        return redirect(`/staff/templates/${params.template}`, {
          kind: 'success',
          key: 'template.edit.published',
        });
      },
    }),
  ];
}

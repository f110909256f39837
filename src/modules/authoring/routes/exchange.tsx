import { type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import type { AuthoringService } from '../service.js';
import { ImportPage } from '../views/import-page.js';
import { fromYaml } from '../yaml.js';
import { MAX_BYTES, own } from './input.js';

/** A definition from a file. */
export function exchangeRoutes(service: AuthoringService): RouteDefinition[] {
  const path = '/staff/authoring/import';
  return [
    route({
      method: 'get',
      path,
      permission: 'procedure.author',
      journal: 'none',
      input: {},
      handle: ({ context, page, html }) => html(<ImportPage page={page} units={service.units(context)} />),
    }),
    route({
      method: 'post',
      path,
      permission: 'procedure.author',
      journal: ['definition.begun'],
      input: { upload: UploadBody, maxBytes: MAX_BYTES },
      handle: async ({ context, page, body, html, redirect }) => {
        const { t } = page;
        const units = service.units(context);
        const file = body.file instanceof File && body.file.size > 0 ? body.file : null;
        const source = file ? await file.text() : textIn(body, 'source');
        const typed = { source, unit: textIn(body, 'unit') };
        const refuse = (more: Partial<Parameters<typeof ImportPage>[0]>) =>
          html(<ImportPage page={page} units={units} typed={typed} {...more} />, 422);
        if (source.trim() === '') return refuse({ errors: { file: t('authoring.import.missing') } });
        const unit = units.find(({ id }) => id === typed.unit);
        if (!unit)
          return refuse({
            errors: { unit: t('authoring.error.missing', { label: t('authoring.general.unit') }) },
          });
        const read = fromYaml(source, file?.name ?? '');
        if (!read.ok) return refuse({ faults: read.faults });
        const begun = await service.begin(context, { kind: 'file', document: read.document, unit: unit.id });
        if (begun.kind === 'begun')
          return redirect(own({ procedure: begun.id }), { kind: 'success', key: 'authoring.new.begun' });
        const isTaken = begun.kind === 'taken';
        return refuse({
          errors: {
            source: t(isTaken ? 'authoring.import.taken' : 'authoring.new.idWrong', { id: begun.id }),
          },
        });
      },
    }),
  ];
}

const textIn = (body: UploadBody, name: string): string => {
  const value = body[name];
  return typeof value === 'string' ? value : '';
};

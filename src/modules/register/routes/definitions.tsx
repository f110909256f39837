import { OversizedFile } from '#kernel/files/oversized-file.js';
import { type RouteDefinition, type RouteRequest, route, UploadBody } from '#kernel/http/route.js';
import { MEGABYTE, MOST_BYTES } from '../reading/table.js';
import type { RegisterServices } from '../services.js';
import { type NewErrors, NewPage, type TypedNew } from '../views/defining/new-page.js';
import { VersionsPage } from '../views/defining/versions-page.js';
import { fileFaultText } from '../views/file-fault.js';
import { RegisterParams } from './lists.js';

const MOST_TITLE = 100;

const typedNew = (body: UploadBody): TypedNew => {
  const text = (name: string): string => {
    const value: unknown = Object.hasOwn(body, name) ? body[name] : undefined;
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? first.trim() : '';
  };
  return { title: text('title').slice(0, MOST_TITLE), id: text('id'), unit: text('unit') };
};

/** Where a register begins, and the versions of one. */
export function definitionRoutes({ defining }: RegisterServices): RouteDefinition[] {
  const newPage = (
    { context, page, html }: Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html'>,
    typed: TypedNew,
    errors: NewErrors,
  ) =>
    html(
      <NewPage page={page} typed={typed} errors={errors} units={defining.unitsFor(context)} />,
      Object.keys(errors).length > 0 ? 422 : 200,
    );

  return [
    route({
      method: 'get',
      path: '/staff/registers/new',
      permission: 'register.define',
      journal: 'none',
      input: {},
      handle: (request) => {
        const [only, ...more] = defining.unitsFor(request.context);
        const unit = more.length === 0 ? (only?.id ?? '') : '';
        return newPage(request, { title: '', id: '', unit }, {});
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/new',
      permission: 'register.define',
      journal: ['register.draftBegun'],
      input: { upload: UploadBody, maxFileBytes: MOST_BYTES, maxBytes: MOST_BYTES + MEGABYTE },
      handle: async (request) => {
        const { context, page, body, redirect } = request;
        const { t } = page;
        const typed = typedNew(body);
        const part: unknown = Array.isArray(body.file) ? body.file[0] : body.file;
        const isUnit = defining.unitsFor(context).some(({ id }) => id === typed.unit);
        const file =
          part instanceof File && part.size > 0 ? new Uint8Array(await part.arrayBuffer()) : undefined;
        const most = MOST_BYTES / MEGABYTE;
        const look = await defining.lookAtNew(context, { id: typed.id, file });
        // In the order of the page.
        const errors: NewErrors = {
          ...(typed.title === '' && { title: t('registerDesk.fault.titleMissing') }),
          ...(look.id !== null && { id: t(`registerDesk.new.${look.id}`) }),
          ...(!isUnit && { unit: t('registerDesk.fault.unitMissing') }),
          ...(part instanceof OversizedFile && { file: t('register.file.tooLarge', { most }) }),
          ...(look.file?.ok === false && { file: fileFaultText(t, look.file, most) }),
        };
        if (Object.keys(errors).length > 0) return newPage(request, typed, errors);
        const begun = await defining.beginNew(context, {
          ...typed,
          table: look.file?.ok ? look.file.table : undefined,
          words: { notPublic: t('registerDesk.new.notPublic'), personal: t('registerDesk.new.personal') },
        });
        if (begun.kind === 'taken') return newPage(request, typed, { id: t('registerDesk.new.taken') });
        return redirect(`/staff/registers/drafts/${begun.id}/general`);
      },
    }),
    route({
      method: 'get',
      path: '/staff/registers/:register/definition',
      permission: 'register.read',
      journal: 'none',
      input: { params: RegisterParams },
      handle: async ({ context, page, params, html }) => {
        const found = await defining.versions(context, params.register);
        return html(
          <VersionsPage page={page} {...found} mayDefine={defining.mayDefine(context, found.kept)} />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/definition',
      permission: 'register.define',
      journal: ['register.draftBegun'],
      input: { params: RegisterParams },
      handle: async ({ context, params: { register }, redirect }) => {
        await defining.beginChange(context, register);
        return redirect(`/staff/registers/drafts/${register}`);
      },
    }),
  ];
}

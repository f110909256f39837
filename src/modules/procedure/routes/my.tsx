import { z } from 'zod';
import { heldRaw } from '#forms/page-reading.js';
import { sentForm } from '#forms/uploads.js';
import type { Context } from '#kernel/context.js';
import { type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import { formatReference, type ReferenceNumber } from '#kernel/values/reference-number.js';
import type { ProcedureServices } from '../services.js';
import type { LookWords } from '../views/looks.js';
import { CorrectionFormPage, MyCasePage } from '../views/my-case-page.js';
import { MyPage } from '../views/my-pages.js';
import { CaseParams, FileParams, PAGE_WITH_FILES } from './input.js';

const MyQuery = z.object({ after: z.string().optional() });
const CaseQuery = z.object({ submitted: z.string().optional() });

/** My page and my cases. What is another person's is not found. */
export function myRoutes(kernel: Kernel, { my }: ProcedureServices): RouteDefinition[] {
  const words = ({ municipality }: Context): LookWords => ({
    role: (id) => kernel.access.titleOf(id),
    unit: (id) =>
      municipality.units.find((unit) => unit.id === id)?.name ?? localize(municipality.name, 'ja'),
  });
  return [
    route({
      method: 'get',
      path: '/my',
      permission: 'signedIn',
      journal: 'none',
      input: { query: MyQuery },
      handle: async ({ context, page, query, html, redirect }) => {
        if (context.actor.kind === 'staff') return redirect('/staff');
        const data = await my.overview(context, query.after);
        return html(<MyPage page={page} data={data} words={words(context)} />);
      },
    }),
    route({
      method: 'get',
      path: '/my/cases/:case',
      permission: 'case.readOwn',
      journal: 'none',
      input: { params: CaseParams, query: CaseQuery },
      handle: async ({ context, page, params, query, html }) => {
        const mine = await my.caseOf(context, params.case);
        const isNew = query.submitted !== undefined && mine.case.revision === 1;
        return html(<MyCasePage page={page} mine={mine} words={words(context)} isNew={isNew} />);
      },
    }),
    route({
      method: 'get',
      path: '/my/cases/:case/correction',
      permission: 'case.readOwn',
      journal: 'none',
      input: { params: CaseParams },
      handle: async ({ context, page, params, held, html }) => {
        const data = await my.correctionPage(context, params.case);
        const raw = { ...data.raw, ...heldRaw(data.fields, held) };
        return html(<CorrectionFormPage page={page} data={{ ...data, raw }} />);
      },
    }),
    route({
      method: 'post',
      path: '/my/cases/:case/correction',
      permission: 'case.readOwn',
      journal: ['case.corrected'],
      input: { params: CaseParams, upload: UploadBody, ...PAGE_WITH_FILES },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const corrected = await my.correct(context, params.case, sentForm(body));
        if (corrected.kind === 'again')
          return html(<CorrectionFormPage page={page} data={corrected.page} />, 422);
        return redirect(`/my/cases/${params.case}`, { kind: 'success', key: 'procedure.correction.sent' });
      },
    }),
    route({
      method: 'get',
      path: '/my/cases/:case/files/:file',
      permission: 'case.readOwn',
      journal: 'none',
      input: { params: FileParams },
      handle: async ({ context, params, file }) => {
        const { bytes, mediaType, name } = await my.file(context, params.case, params.file);
        return file(bytes, mediaType, { saveAs: name });
      },
    }),
    route({
      method: 'post',
      path: '/my/cases/:case/withdraw',
      permission: 'case.readOwn',
      journal: ['case.withdrawn'],
      input: { params: CaseParams },
      handle: async ({ context, params, redirect }) => {
        await my.withdraw(context, params.case);
        return redirect(`/my/cases/${params.case}`, { kind: 'success', key: 'procedure.withdraw.done' });
      },
    }),
    route({
      method: 'get',
      path: '/my/cases/:case/certificate.pdf',
      permission: 'case.readOwn',
      journal: ['certificate.downloaded'],
      input: { params: CaseParams },
      handle: async ({ context, params, file }) => {
        const { file: pdf, title, number } = await my.download(context, params.case);
        const name = `${localize(title, 'ja')}_${formatReference(number as ReferenceNumber)}.pdf`;
        return file(pdf, 'application/pdf', { saveAs: name });
      },
    }),
  ];
}

import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { PUT_UP_ENTRIES } from '#modules/decision/api.js';
import { MESSAGE_LIMIT } from '../model.js';
import { ChecksOpen } from '../service/checks.js';
import type { ProcedureServices } from '../services.js';
import { isPurpose } from '../timeline.js';
import { CHECKS, DESPITE, type SentApproval } from '../views/check-form.js';
import { PurposePage } from '../views/purpose-page.js';
import { StaffCasePage } from '../views/staff-case-page.js';
import { allTyped, CaseParams, FileParams, revisionOf, textOf } from './input.js';

/** Numbers of the points that are ticked. */
const tickedIn = (body: FormBody): number[] =>
  (allTyped(body)[CHECKS] ?? []).map(Number).filter((number) => Number.isInteger(number));

/** A case, for the staff of its unit. */
export function staffRoutes({ work }: ProcedureServices): RouteDefinition[] {
  /** A step that needs nothing typed. */
  const act = (
    path: string,
    entry: string,
    key: MessageKey,
    /** False when another section has the case afterwards. */
    run: (context: Context, id: string, revision: number) => Promise<unknown>,
  ) =>
    route({
      method: 'post',
      path: `/staff/cases/:case/${path}`,
      permission: 'case.work',
      journal: [entry],
      input: { params: CaseParams, form: FormBody },
      handle: async ({ context, params, body, redirect }) => {
        const isHere = await run(context, params.case, revisionOf(body));
        return redirect(isHere === false ? '/staff' : `/staff/cases/${params.case}`, {
          kind: 'success',
          key,
        });
      },
    });

  return [
    route({
      method: 'get',
      path: '/staff/cases/:case',
      permission: 'case.read',
      journal: ['case.viewed'],
      input: { params: CaseParams },
      handle: async ({ context, page, params, html }) => {
        const opened = await work.open(context, params.case);
        return opened.kind === 'closed'
          ? html(<PurposePage page={page} data={opened.data} />)
          : html(<StaffCasePage page={page} data={opened.data} today={today(context.clock)} />);
      },
    }),
    route({
      method: 'post',
      path: '/staff/cases/:case/purpose',
      permission: 'case.read',
      journal: ['case.viewed'],
      input: { params: CaseParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const purpose = textOf(body, 'purpose');
        if (isPurpose(purpose)) {
          await work.statePurpose(context, params.case, purpose);
          return redirect(`/staff/cases/${params.case}`);
        }
        const opened = await work.open(context, params.case);
        if (opened.kind === 'open') return redirect(`/staff/cases/${params.case}`);
        return html(
          <PurposePage page={page} data={opened.data} error={page.t('staff.case.purposeMissing')} />,
          422,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/cases/:case/files/:file',
      permission: 'case.read',
      journal: ['case.viewed'],
      input: { params: FileParams },
      handle: async ({ context, params, file }) => {
        const { bytes, mediaType, name } = await work.file(context, params.case, params.file);
        return file(bytes, mediaType, { saveAs: name });
      },
    }),
    act('take', 'case.assigned', 'staff.case.done.take', work.take),
    act('sign-off', 'case.stepSignedOff', 'casework.done.signOff', work.signOff),
    route({
      method: 'post',
      path: '/staff/cases/:case/checks',
      permission: 'case.work',
      journal: ['case.checked'],
      input: { params: CaseParams, form: FormBody },
      handle: async ({ context, params, body, redirect }) => {
        await work.recordChecks(context, params.case, revisionOf(body), tickedIn(body));
        return redirect(`/staff/cases/${params.case}`, { kind: 'success', key: 'checks.recorded' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/cases/:case/approve',
      permission: 'case.work',
      journal: ['case.checked', 'case.approved', 'case.putUp', 'case.viewed', ...PUT_UP_ENTRIES],
      input: { params: CaseParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const [checks, despite] = [tickedIn(body), textOf(body, DESPITE).trim()];
        const again = async (errors: SentApproval['errors']) => {
          const opened = await work.open(context, params.case);
          if (opened.kind === 'closed') return redirect(`/staff/cases/${params.case}`);
          const sent = { ticked: checks, despite, errors };
          const day = today(context.clock);
          return html(<StaffCasePage page={page} data={opened.data} today={day} sent={sent} />, 422);
        };
        const count = characterCount(despite);
        if (count > MESSAGE_LIMIT)
          return again({ [DESPITE]: page.t('staff.case.tooLong', { limit: MESSAGE_LIMIT, count }) });
        try {
          const entry = await work.approve(context, params.case, revisionOf(body), { checks, despite });
          return redirect(`/staff/cases/${params.case}`, {
            kind: 'success',
            key: entry === 'case.putUp' ? 'casework.decision.done' : 'staff.case.done.approve',
          });
        } catch (error) {
          if (!(error instanceof ChecksOpen)) throw error;
          return again({ [CHECKS]: page.t('checks.openFault', { open: error.open }) });
        }
      },
    }),
    act('issue', 'case.issued', 'staff.case.done.issue', work.issue),
    route({
      method: 'get',
      path: '/staff/cases/:case/certificate/preview.pdf',
      permission: 'case.read',
      journal: ['case.viewed'],
      input: { params: CaseParams },
      handle: async ({ context, params, file }) =>
        file(await work.preview(context, params.case), 'application/pdf'),
    }),
  ];
}

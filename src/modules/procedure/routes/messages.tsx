import { z } from 'zod';
import type { PageContext } from '#kernel/http/page.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { MESSAGE_LIMIT } from '../model.js';
import type { ProcedureServices } from '../services.js';
import { CaseMessagesPage, MyMessagesPage } from '../views/conversation.js';
import { CaseParams } from './input.js';

const Written = z.object({ text: z.string().default('') });
const WrittenByStaff = z.object({
  kind: z.enum(['toApplicant', 'note']),
  message: z.string().default(''),
  note: z.string().default(''),
});

const faultIn = ({ t }: PageContext, text: string, missing: string): string | null => {
  if (text === '') return missing;
  return characterCount(text) > MESSAGE_LIMIT ? t('message.tooLong', { max: MESSAGE_LIMIT }) : null;
};

/** What applicant and staff write to each other about a case. */
export function messageRoutes({ messages, work }: ProcedureServices): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: '/my/cases/:case/messages',
      permission: 'case.readOwn',
      journal: 'none',
      input: { params: CaseParams },
      handle: async ({ context, page, params, html }) =>
        html(
          <MyMessagesPage
            page={page}
            caseId={params.case}
            data={await messages.mine(context, params.case)}
          />,
        ),
    }),
    route({
      method: 'post',
      path: '/my/cases/:case/messages',
      permission: 'case.readOwn',
      journal: ['case.messageSent'],
      input: { params: CaseParams, form: Written },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const text = body.text.trim();
        const error = faultIn(page, text, page.t('message.missing'));
        if (error !== null) {
          const data = await messages.mine(context, params.case);
          const typed = { text: body.text, error };
          return html(<MyMessagesPage page={page} caseId={params.case} data={data} typed={typed} />, 422);
        }
        await messages.writeToOffice(context, params.case, text);
        return redirect(`/my/cases/${params.case}/messages`, { kind: 'success', key: 'message.sent' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/cases/:case/messages',
      permission: 'case.read',
      journal: ['case.viewed'],
      input: { params: CaseParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const opened = await work.open(context, params.case);
        if (opened.kind === 'closed') return redirect(`/staff/cases/${params.case}`);
        const data = await messages.ofCase(context, params.case);
        const hasAccount = opened.data.case.applicant !== null;
        return html(
          <CaseMessagesPage page={page} caseId={params.case} hasAccount={hasAccount} data={data} />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/cases/:case/messages',
      permission: 'case.work',
      journal: ['case.messageSent', 'case.noted', 'case.viewed'],
      input: { params: CaseParams, form: WrittenByStaff },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const isNote = body.kind === 'note';
        const typed = isNote ? body.note : body.message;
        const text = typed.trim();
        const missing = page.t(isNote ? 'casework.note.missing' : 'casework.message.missing');
        const error = faultIn(page, text, missing);
        if (error !== null) {
          const opened = await work.open(context, params.case);
          if (opened.kind === 'closed') return redirect(`/staff/cases/${params.case}`);
          const data = await messages.ofCase(context, params.case);
          return html(
            <CaseMessagesPage
              page={page}
              caseId={params.case}
              hasAccount={opened.data.case.applicant !== null}
              data={data}
              typed={{ [isNote ? 'note' : 'message']: { text: typed, error } }}
            />,
            422,
          );
        }
        await messages.write(context, params.case, body.kind, text);
        return redirect(`/staff/cases/${params.case}/messages`, {
          kind: 'success',
          key: isNote ? 'casework.note.saved' : 'casework.message.sent',
        });
      },
    }),
  ];
}

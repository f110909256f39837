import type { Context } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { deliverNotices, type NoticeNeeds } from './delivery.js';
import { noticeRoutes } from './routes.js';
import { createNoticeService, type NoticeTitles } from './service.js';

/** Pages on which a person is at work: there the count is asked for. Elsewhere it is shown when it is known. */
const AT_WORK = /^\/(my|staff)(\/|$)/;

export function createNoticeModule(kernel: Kernel, needs: NoticeNeeds & NoticeTitles): Module {
  const service = createNoticeService(kernel, needs);
  const count = (context: Context, path: string) => service.unread(context, AT_WORK.test(path));
  return {
    name: 'notice',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'notice.readOwn': 'Read one’s own notices',
      'notice.readAtWork': 'Read the notices of one’s own work',
    },
    routes: noticeRoutes(service),
    navigation: [
      { area: 'viewer', label: 'notice.title', path: '/my/notices', permission: 'notice.readOwn', count },
      {
        area: 'viewer',
        label: 'notice.title',
        path: '/staff/notices',
        permission: 'notice.readAtWork',
        count,
      },
    ],
    jobs: [{ name: 'notice.sweep', schedule: '50 3 * * *', run: service.sweep }],
    subscriptions: [deliverNotices(needs, service.forget)],
  };
}

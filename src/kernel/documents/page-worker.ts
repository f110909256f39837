/* The process in which documents are taken apart and put together: one order, one answer, then it ends. */
import { answerOnce } from '../processes.js';
import type { PageOrder } from './pdf-pages.js';

answerOnce(async (order: PageOrder) => {
  switch (order.task) {
    case 'draw':
      return (await import('./draw-pages.js')).drawPages(order.pdf, order.most, order.first, order.use);
    case 'mark':
      return (await import('./mark-pages.js')).markPages(order.pdf, order.marks);
    case 'join':
      return (await import('./join-pdfs.js')).joinPdfs(order.parts);
    case 'office':
      return (await import('./office/read-office.js')).readOffice(order.bytes, order.mediaType);
  }
});

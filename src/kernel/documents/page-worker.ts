/* The process in which pages become pictures or get marks: one document, one answer, then it ends. */
import { answerOnce } from '../processes.js';
import { drawPages } from './draw-pages.js';
import { markPages } from './mark-pages.js';
import type { PageOrder } from './pdf-pages.js';

answerOnce((order: PageOrder) =>
  order.task === 'draw' ? drawPages(order.pdf, order.most, order.first) : markPages(order.pdf, order.marks),
);

/* The thread in which pages become pictures or get marks: one document, one answer, then it ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { drawPages } from './draw-pages.js';
import { markPages } from './mark-pages.js';
import type { PageOrder } from './pdf-pages.js';

const order = workerData as PageOrder;
parentPort?.postMessage(
  order.task === 'draw' ? drawPages(order.pdf, order.most, order.first) : markPages(order.pdf, order.marks),
);

/* The thread in which pages become pictures: one document, one answer, then it ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { drawPages } from './draw-pages.js';

const { pdf, most, dpi } = workerData as { pdf: Uint8Array; most: number; dpi: number };
parentPort?.postMessage(drawPages(pdf, most, dpi));

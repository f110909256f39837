/* The thread in which PDF files are taken apart: one file, one answer, then it ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { disarmPdf } from './disarm-pdf.js';
import { type FileProblem, UnfitFile } from './rules.js';

export type PdfAnswer = { bytes: Uint8Array } | { problem: FileProblem };

function answer(): PdfAnswer {
  try {
    return { bytes: disarmPdf(workerData as Uint8Array).bytes };
  } catch (error) {
    return { problem: error instanceof UnfitFile ? error.problem : 'broken' };
  }
}

parentPort?.postMessage(answer());

/* The process in which PDF files are taken apart: one file, one answer, then it ends. */
import { answerOnce } from '../processes.js';
import { disarmPdf } from './disarm-pdf.js';
import { type FileProblem, UnfitFile } from './rules.js';

export type PdfAnswer = { bytes: Uint8Array } | { problem: FileProblem };

answerOnce((bytes: Uint8Array): PdfAnswer => {
  try {
    return { bytes: disarmPdf(bytes).bytes };
  } catch (error) {
    return { problem: error instanceof UnfitFile ? error.problem : 'broken' };
  }
});

import { AppError } from '#kernel/errors.js';

/** Does a step of an import or edit; one that may not happen any more is told in these words. */
export async function inTurn(step: Promise<unknown>, words: string): Promise<unknown> {
  try {
    return await step;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'notAllowedNow') throw error;
    throw new AppError('notAllowedNow', error.message, { userMessage: words });
  }
}

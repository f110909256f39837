import { AppError } from '#kernel/errors.js';
import type { RouteRequest } from '#kernel/http/route.js';

type Redirect = RouteRequest<unknown, unknown, unknown>['redirect'];
type Flash = NonNullable<Parameters<Redirect>[1]>['key'];

/** Does it and says so; who comes second is led to what is now, with the words that somebody was faster. */
export async function orChanged(
  redirect: Redirect,
  path: string,
  done: Flash,
  act: () => Promise<unknown>,
): Promise<Response> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    return redirect(path, { kind: 'warning', key: 'records.changed' });
  }
  return redirect(path, { kind: 'success', key: done });
}

import type { PageContext } from '#ui/page.js';

/** Pages of the editor; `id` is a procedure, or one with the part that others complete (its address in the editor). */
export const editorHref = (page: PageContext, id: string, rest = ''): string =>
  `${page.base}/staff/authoring/${id}${rest}`;
export const partHref = (page: PageContext, id: string, part: string, of?: string | null): string =>
  editorHref(page, id, `/edit/${part}${of ? `?of=${encodeURIComponent(of)}` : ''}`);

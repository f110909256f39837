import type { FormBody } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { isName, text } from './typed-about.js';

/** Title and words of a dashboard as they are typed; section and address where it is begun. */
export interface TypedHead {
  unit: string;
  name: string;
  title: string;
  titleEn: string;
  lead: string;
  leadEn: string;
}
export type HeadFaults = Partial<Record<keyof TypedHead, Extract<MessageKey, `dashboard.${string}`>>>;

const MOST_TITLE = 200;
const MOST_LEAD = 1000;

const linesOf = (body: FormBody, name: string): string => text(body, name).replace(/\r\n?/g, '\n');

export const typedHead = (body: FormBody): TypedHead => ({
  unit: text(body, 'unit'),
  name: text(body, 'name'),
  title: text(body, 'title'),
  titleEn: text(body, 'titleEn'),
  lead: linesOf(body, 'lead'),
  leadEn: linesOf(body, 'leadEn'),
});

export const headFaults = ({ title, titleEn, lead, leadEn }: TypedHead): HeadFaults => ({
  ...(title === '' && { title: 'dashboard.labelMissing' }),
  ...(title.length > MOST_TITLE && { title: 'dashboard.labelLong' }),
  ...(titleEn.length > MOST_TITLE && { titleEn: 'dashboard.labelLong' }),
  ...(lead.length > MOST_LEAD && { lead: 'dashboard.leadLong' }),
  ...(leadEn.length > MOST_LEAD && { leadEn: 'dashboard.leadLong' }),
});

export const beginFaults = ({ name, unit }: TypedHead, units: readonly string[]): HeadFaults => ({
  ...(!units.includes(unit) && { unit: 'dashboard.unitMissing' }),
  ...(!isName(name) && { name: 'dashboard.nameBad' }),
});

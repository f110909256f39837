import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import type { FormBody } from '#kernel/http/route.js';
import type { Handing } from '../service/handing-over.js';
import type { Typed } from '../typed.js';
import { sectionsNow } from './choices.js';
import { textOf } from './input.js';
import { reasonFault, reasonIn } from './reason.js';

const FAULTS = {
  unit: 'records.error.unit',
  unseen: 'records.handOver.unseen',
  lost: 'records.handOver.lost',
} as const;

/**
 * Gives something to the section that was chosen; answers what is to be shown again, with words for what is wrong. Who
 * was told that nobody there can see it ticks a box for just this section.
 */
export async function handedOver(
  context: Context,
  page: PageContext,
  body: FormBody,
  give: (handing: Handing) => Promise<Response>,
): Promise<Response | Typed> {
  const unit = textOf(body, 'unit');
  const name = sectionsNow(context).find(({ value }) => value === unit)?.label ?? unit;
  const reason = reasonIn(body, 'handOverReason');
  const values: Record<string, string> = { unit, handOverReason: textOf(body, 'handOverReason') };
  const noReason = reasonFault(page, reason);
  const isUnit = sectionsNow(context).some(({ value }) => value === unit);
  if (!isUnit || noReason !== null) {
    const errors = {
      ...(!isUnit && { unit: page.t(FAULTS.unit) }),
      ...(noReason !== null && { handOverReason: noReason }),
    };
    return { values, errors };
  }
  try {
    return await give({ unit, reason, isSure: textOf(body, 'sure') === unit });
  } catch (error) {
    const fault = error instanceof AppError ? error.fields.unit : undefined;
    if (fault !== 'unit' && fault !== 'unseen' && fault !== 'lost') throw error;
    if (fault === 'unseen') values.unseen = unit;
    return { values, errors: { unit: page.t(FAULTS[fault], { unit: name }) } };
  }
}

import { LRUCache } from 'lru-cache';
import { type Journey, journey } from '#forms/journey.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { Procedure, ProcedureApi } from '#modules/procedure/api.js';
import { type CombinedForm, combine } from '../combine/combine.js';
import type { Interview, InterviewContent } from '../interview.js';

/** Compiling a form costs more than answering with it. */
const MOST_KEPT = 200;

const SHARED_TITLE: LocalizedText = {
  ja: '手続をする方について',
  'ja-x-easy': 'あなたについて',
  en: 'About you',
  'zh-Hans': '关于办理手续的人',
  ko: '신청하는 사람에 대하여',
  vi: 'Về quý vị',
  pt: 'Sobre você',
};

/** An interview with the form that its procedures make, and the way through it. */
export interface OpenInterview {
  interview: Interview;
  procedures: readonly { version: string; procedure: Procedure }[];
  combined: CombinedForm;
  way: Journey;
}

export type InterviewForms = ReturnType<typeof createInterviewForms>;

/** The forms of interviews, each combination made once. */
export function createInterviewForms({ at }: Pick<ProcedureApi, 'at'>) {
  const kept = new LRUCache<string, CombinedForm>({ max: MOST_KEPT });

  async function partsOf(
    tx: Tx,
    named: InterviewContent['procedures'],
  ): Promise<OpenInterview['procedures']> {
    const found = [];
    for (const { id, version } of named) found.push({ version, procedure: await at(tx, id, version) });
    return found;
  }

  function combined(tx: Tx, procedures: OpenInterview['procedures']): CombinedForm {
    const key = JSON.stringify([
      tx.tenant,
      procedures.map(({ procedure, version }) => [procedure.id, version]),
    ]);
    const known = kept.get(key);
    if (known) return known;
    const parts = procedures.map(({ procedure: { id, form } }) => ({ procedure: id, form }));
    const made = combine(parts, SHARED_TITLE);
    kept.set(key, made);
    return made;
  }

  return {
    combinedOf: async (tx: Tx, named: InterviewContent['procedures']): Promise<CombinedForm> =>
      combined(tx, await partsOf(tx, named)),

    async open(tx: Tx, context: Context, interview: Interview): Promise<OpenInterview> {
      const procedures = await partsOf(tx, interview.content.procedures);
      const form = combined(tx, procedures);
      const way = journey(form.form, interview.content.answers, { today: today(context.clock) });
      return { interview, procedures, combined: form, way };
    },
  };
}

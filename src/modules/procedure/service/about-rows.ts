import { dateIn } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { formatReference } from '#kernel/values/reference-number.js';
import type { NamingThing, RelatedLine, RelatedSource } from '#modules/register/api.js';
import type { Procedure } from '../definition.js';
import { answersAfter, casesById } from '../store/cases.js';
import { withPurpose } from '../timeline.js';
import { STATES } from '../views/words.js';
import type { ProcedureDeps } from './deps.js';
import { createDesk } from './desk.js';
import { rowsNamed } from './new-case.js';

/** Cases as what is about rows of registers. */
export function createAboutRows({ kernel, definitions }: ProcedureDeps): RelatedSource {
  const { access, database, vault } = kernel;
  const desk = createDesk({ kernel });

  /** As they say today which rows their cases are about: cases of before are told by that. */
  const naming = (context: Context): Map<string, Procedure> =>
    new Map(
      definitions.ids(tenantOf(context)).flatMap((id) => {
        const procedure = definitions.last(tenantOf(context), id);
        return procedure?.about?.length ? [[id, procedure] as const] : [];
      }),
    );

  return {
    kind: 'case',
    title: 'registers.related.case',

    lines: async (tx, context, ids) => {
      const lines = new Map<string, RelatedLine>();
      for (const { id, number, procedure, version, unit, state, submittedAt } of await casesById(tx, ids)) {
        if (!access.can(context, 'case.read', unit)) continue;
        const { title } = await definitions.at(tx, procedure, version);
        lines.set(id, {
          number: formatReference(number),
          title,
          state: STATES[state].word,
          day: dateIn(submittedAt),
          path: `/staff/cases/${id}`,
        });
      }
      return lines;
    },

    opened: async (tx, context, id) => {
      const found = await desk.visible(tx, context, id);
      access.require(context, 'case.work', found.unit);
      const purpose = await desk.purposeToday(tx, context, id);
      if (purpose === null) throw new AppError('notAllowedNow', 'rows of a case that was not opened today');
      return {
        number: formatReference(found.number),
        path: `/staff/cases/${id}`,
        context: withPurpose(context, purpose),
      };
    },

    rules: (context) => JSON.stringify([...naming(context)].map(([id, { about }]) => [id, about]).sort()),

    naming: (context, after, limit) => {
      const procedures = naming(context);
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await answersAfter(tx, vault, [...procedures.keys()], after, limit);
        return found.map(({ id, procedure, answers, submittedAt }): NamingThing => {
          const definition = procedures.get(procedure);
          return { id, at: submittedAt, rows: definition ? rowsNamed(definition, answers) : [] };
        });
      });
    },
  };
}

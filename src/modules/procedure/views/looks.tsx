import { dateIn } from '#kernel/clock.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { Look } from '../timeline.js';
import { purposeWords } from './words.js';

/** Names of roles and units, from the access table and the municipality. */
export interface LookWords {
  role(id: string): string;
  unit(id: string | null): string;
}

interface Visit extends Look {
  times: number;
}

/** Looks of one day by the same office for the same purpose are one line. */
function visits(looks: readonly Look[]): Visit[] {
  const byKey = new Map<string, Visit>();
  for (const look of looks) {
    const key = [look.caseId, dateIn(look.at), look.role, look.unit, look.purpose].join('\n');
    const known = byKey.get(key);
    if (known) known.times += 1;
    else byKey.set(key, { ...look, times: 1 });
  }
  return [...byKey.values()];
}

/** Who in the town hall looked at the person's data, when, and why. */
export const LookList = ({
  page,
  looks,
  words,
}: {
  page: PageContext;
  looks: readonly Look[];
  words: LookWords;
}) => {
  const { t } = page;
  if (looks.length === 0) return <p>{t('procedure.looks.none')}</p>;
  return (
    <Table
      id="looks-table"
      caption={t('procedure.looks.title')}
      isCaptionHidden
      stacked
      columns={[
        {
          header: t('procedure.looks.when'),
          cell: (visit: Visit) => t.dateTime(visit.at),
          isRowHeader: true,
          nowrap: true,
        },
        {
          header: t('procedure.looks.who'),
          cell: ({ role, unit }: Visit) =>
            t('procedure.looks.roleOfUnit', { unit: words.unit(unit), role: words.role(role) }),
        },
        { header: t('procedure.looks.why'), cell: ({ purpose }: Visit) => purposeWords(t, purpose) },
        { header: t('procedure.looks.times'), cell: ({ times }: Visit) => t.number(times), numeric: true },
      ]}
      rows={visits(looks)}
      note={t('procedure.looks.note')}
    />
  );
};

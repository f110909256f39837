import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { Register } from '../../definition.js';
import { isSealed } from '../../definition-problems.js';
import type { LostLine } from '../../store/migrations.js';
import { fieldOf, labelText, valueText } from '../texts.js';

/** Values that a new definition cannot take, each by its row; what is sealed stays so. */
export const LostLines = ({
  page: { t, base },
  id,
  lines,
  from,
  to,
}: {
  page: PageContext;
  id: string;
  lines: readonly LostLine[];
  from: Register;
  to: Register;
}) => {
  const nameIn = (register: Register, field: string) => {
    const found = fieldOf(register, field);
    return found ? labelText(t, found) : field;
  };
  const words = ({ field, value }: LostLine): string => {
    const found = fieldOf(from, field);
    if (found && isSealed(found)) return t('registerDesk.lines.hidden');
    return found ? valueText(t, found, value) : String(value);
  };
  return (
    <Table
      id={id}
      caption={t('registerDesk.listed.first', { count: lines.length })}
      stacked
      columns={[
        {
          header: t('registerDesk.lines.key'),
          isRowHeader: true,
          cell: ({ row, key, label }) => (
            <a href={`${base}/staff/registers/${to.id}/rows/${row}#history`}>
              {key === label || key === row ? label : `${key} ${label}`}
            </a>
          ),
        },
        { header: t('register.import.field'), cell: ({ field }) => nameIn(from, field) },
        { header: t('registerDesk.lines.value'), cell: words },
        {
          header: t('registerDesk.lines.to'),
          cell: ({ to: field }) => (field === null ? t('registerDesk.lines.toNone') : nameIn(to, field)),
        },
      ]}
      rows={lines}
    />
  );
};

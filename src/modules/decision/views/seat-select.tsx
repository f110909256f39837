import type { Translator } from '#kernel/i18n/translate.js';
import { Select, type SelectProps } from '#ui/components/select.js';
import { seatKey } from '../model/seats.js';
import type { SeatChoice } from '../service/draft-view.js';

/** Seats to choose one of, by unit. */
export const SeatSelect = ({
  t,
  seats,
  ...field
}: Omit<SelectProps, 't' | 'groups' | 'options'> & { t: Translator; seats: readonly SeatChoice[] }) => (
  <Select
    {...field}
    t={t}
    width="full"
    groups={[...Map.groupBy(seats, ({ unitName }) => unitName)].map(([label, own]) => ({
      label,
      options: own.map((seat) => ({ value: seatKey(seat), label: `${seat.unitName} ${seat.title}` })),
    }))}
  />
);

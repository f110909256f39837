import type { Measure, SchedulePhase } from '../definition.js';
import type { Reader, Typed } from './typed.js';

const KINDS = ['plan', 'build', 'operate'] as const;
const SPARE_ROWS = 2;
const MAX_ROWS = 60;

/** Fields of the schedule: a row for each phase and some empty ones; an emptied row takes its phase out. */
export const scheduleFields = (schedule: Measure['schedule']): Typed =>
  Object.fromEntries(
    schedule.flatMap(({ kind, from, to, text }, row) => [
      [`schedule.${row}.kind`, kind],
      [`schedule.${row}.from`, String(from)],
      [`schedule.${row}.to`, to === undefined ? '' : String(to)],
      [`schedule.${row}.text`, text],
    ]),
  );

/** How many rows to show for what is typed. */
export function scheduleRows(typed: Typed): number {
  let filled = 0;
  for (let row = 0; row < MAX_ROWS; row += 1) {
    if (typed[`schedule.${row}.text`] || typed[`schedule.${row}.from`]) filled = row + 1;
  }
  return Math.min(MAX_ROWS, filled + SPARE_ROWS);
}

export function readSchedule(read: Reader, typed: Typed): SchedulePhase[] {
  const phases: SchedulePhase[] = [];
  for (let row = 0; row < scheduleRows(typed); row += 1) {
    const name = `schedule.${row}`;
    const text = read.text(`${name}.text`);
    if (text === '' && read.text(`${name}.from`) === '') continue;
    if (text === '') read.fault(`${name}.text`, 'required');
    const from = read.year(`${name}.from`);
    const to = read.year(`${name}.to`);
    if (from === undefined) {
      read.fault(`${name}.from`, 'required');
      continue;
    }
    if (to !== undefined && to < from) read.fault(`${name}.to`, 'yearOrder');
    const kind = KINDS.find((one) => one === read.text(`${name}.kind`)) ?? 'operate';
    phases.push({ kind, from, ...(to === undefined ? {} : { to }), text });
  }
  return phases;
}

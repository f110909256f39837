import type { Answers } from '#forms/answers.js';
import { FormDefinition } from '#forms/definition.js';
import { ZONE } from '#kernel/clock.js';
import type { NewVisit } from './service/visits.js';

export const VISIT_PAGE = 'visit';

/** Every half hour in which a town hall is open. */
const TIMES = Array.from({ length: 19 }, (_, half) =>
  Temporal.PlainTime.from('08:30')
    .add({ minutes: half * 30 })
    .toString({ smallestUnit: 'minute' }),
);

const slotOf = (time: string): string => time.replace(':', '');

/** What a desk asks when a family comes or calls. */
export const VISIT_FORM: FormDefinition = FormDefinition.parse({
  purpose: { ja: '各課の手続を一つの窓口でご案内するため', en: 'To arrange the work of all sections' },
  pages: [
    {
      id: VISIT_PAGE,
      title: { ja: '来訪', en: 'Visit' },
      fields: [
        {
          id: 'deceased',
          kind: 'name',
          sensitivity: 'personal',
          label: { ja: '亡くなった方の氏名', en: 'Name of the person who died' },
        },
        {
          id: 'visitor',
          kind: 'name',
          sensitivity: 'personal',
          label: { ja: '来られる方の氏名', en: 'Name of the person who comes' },
        },
        {
          id: 'phone',
          kind: 'phone',
          sensitivity: 'personal',
          optional: true,
          label: { ja: '日中つながる電話番号', en: 'Phone number in daytime' },
        },
        {
          id: 'day',
          kind: 'date',
          sensitivity: 'ordinary',
          eras: false,
          label: { ja: '来訪の日', en: 'Day of the visit' },
        },
        {
          id: 'time',
          kind: 'choice',
          sensitivity: 'ordinary',
          label: { ja: '来訪の時刻', en: 'Time of the visit' },
          options: TIMES.map((time) => ({ value: slotOf(time), label: time })),
        },
        {
          id: 'note',
          kind: 'longText',
          sensitivity: 'personal',
          optional: true,
          label: { ja: '申し送り', en: 'Note' },
        },
      ],
    },
  ],
});

/** When it opens: today, at the half hour that has begun. */
export function openingRaw(now: Temporal.Instant): Record<string, Record<string, string[]>> {
  const local = now.toZonedDateTimeISO(ZONE);
  const { year, month, day } = local;
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const begun = TIMES.filter((one) => one <= time).at(-1);
  return {
    day: { year: [String(year)], month: [String(month)], day: [String(day)] },
    ...(begun !== undefined && { time: { '': [slotOf(begun)] } }),
  };
}

const textOf = (answer: unknown): string => (typeof answer === 'string' ? answer : '');

/** Of complete answers. */
export const visitOf = (answers: Answers): NewVisit => ({
  deceased: textOf(answers.deceased),
  visitor: textOf(answers.visitor),
  phone: textOf(answers.phone),
  note: textOf(answers.note),
  meetsAt: Temporal.PlainDate.from(textOf(answers.day))
    .toZonedDateTime({ timeZone: ZONE, plainTime: textOf(answers.time).replace(/(..)$/, ':$1') })
    .toInstant(),
});

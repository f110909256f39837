import { journey } from '#forms/journey.js';
import { dateIn, today } from '#kernel/clock.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { agreeing } from '#modules/counter/fixtures.js';
import type { DemoActors } from '#modules/identity/api.js';
import { contextAt, typedPage } from '#modules/procedure/fixtures.js';
import type { Modules } from '#modules.js';
import type { Step } from './case-story.js';
import { at, inOffice, pick, type Random } from './town.js';

const EVENT = 'death';
/** What a family without land, car, dog or children answers: about half of the sections have something to do. */
const ANSWERS = {
  realEstate: false,
  lightVehicle: false,
  car: false,
  dog: false,
  children: false,
  foreign: false,
};

export interface DeskStory {
  random: Random;
  modules: Modules;
  municipality: Municipality;
  actors: DemoActors;
  /** Names of people of the town. */
  names: readonly string[];
  day: Temporal.PlainDate;
}

/** A family comes to the desk for the bereaved: it is asked, the sections get their tasks, some are settled at once. */
export function deskSteps({ random, modules, municipality, actors, names, day }: DeskStory): Step[] {
  const { desk, guides, interviews, tasks } = modules.counter.services;
  const came = inOffice(random, at(day, 8, 30), 0);
  const context = (moment: Temporal.Instant) => contextAt(municipality, actors.clerk, moment);
  if (!desk.isAtDesk(context(came))) return [];
  const [deceased, visitor] = [pick(random, names), pick(random, names)];
  let visit = '';
  return [
    {
      at: came,
      run: async (moment) => {
        const now = context(moment);
        const family = { deceased, visitor, phone: '', note: '', meetsAt: moment };
        const made = await desk.make(now, { guide: EVENT, locale: 'ja' }, family);
        visit = made.visit;
        const { form } = guides.guide(now, EVENT);
        const died = dateIn(moment).subtract({ days: 9 });
        const { relevant, pages } = journey(form, agreeing(form, ANSWERS, died.toString()), {
          today: today(now.clock),
        });
        for (const page of pages)
          await interviews.answerGuide(now, made.interview, page.id, typedPage(page.fields, relevant));
      },
    },
    {
      at: came.add({ hours: 1 }),
      run: async (moment) => {
        const now = context(moment);
        const opened = await desk.open(now, visit);
        if (opened.kind !== 'open') return;
        for (const { id, revision } of opened.data.tasks.filter(() => random() < 0.4))
          await tasks.change(now, id, revision, { state: 'done', note: null });
      },
    },
  ];
}

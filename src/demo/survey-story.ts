import { today } from '#kernel/clock.js';
import { tenantOf } from '#kernel/context.js';
import { invariant } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { DemoActors } from '#modules/identity/api.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import type { Modules } from '#modules.js';
import type { Step } from './case-story.js';
import { sheetOf } from './sheets.js';
import { at, pick, type Random } from './town.js';

const SURVEY = 'digital-survey';
/** Days on which answers came, and how many of them each time on the web and on paper. */
const DAYS_AGO = [26, 22, 19, 15, 12, 8, 5, 2];
const ON_THE_WEB = 6;
const ON_PAPER = 2;

/** Of a hundred, how many chose what. */
const ONE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  age: { t30s: 16, t40s: 24, t50s: 20, t60s: 22, over70: 18 },
  internet: { daily: 60, weekly: 22, never: 18 },
  card: { used: 44, want: 26, notWant: 14, noCard: 16 },
};
const YES: Readonly<Record<string, number>> = { lives: 78, children: 38 };
/** `none` where nothing else was ticked, as far as the question has it. */
const SEVERAL: Readonly<Record<string, { ticked: Readonly<Record<string, number>>; hasNone: boolean }>> = {
  devices: { ticked: { smartphone: 72, tablet: 30, computer: 52 }, hasNone: true },
  services: {
    ticked: { mail: 66, search: 62, shopping: 48, banking: 30, video: 44, procedures: 24, maps: 50 },
    hasNone: false,
  },
  sns: { ticked: { line: 64, instagram: 30, youtube: 46 }, hasNone: true },
  sources: {
    ticked: { bulletin: 68, website: 40, sns: 22, circular: 36, counter: 14, family: 26 },
    hasNone: false,
  },
  cashless: { ticked: { credit: 42, emoney: 28, code: 50 }, hasNone: true },
  hopes: {
    ticked: { online: 58, fewerForms: 54, faster: 44, cashless: 28, information: 32, disaster: 40 },
    hasNone: false,
  },
  worries: { ticked: { privacy: 56, operation: 34, noDevice: 16, faceToFace: 28 }, hasNone: true },
};

function answersOf(random: Random): Record<string, unknown> {
  const one = (weights: Readonly<Record<string, number>>): string =>
    pick(
      random,
      Object.entries(weights).flatMap(([value, weight]) => Array.from({ length: weight }, () => value)),
    );
  return {
    ...Object.fromEntries(Object.entries(ONE).map(([field, weights]) => [field, one(weights)])),
    ...Object.fromEntries(Object.entries(YES).map(([field, share]) => [field, random() * 100 < share])),
    ...Object.fromEntries(
      Object.entries(SEVERAL).map(([field, { ticked, hasNone }]) => {
        const chosen = Object.entries(ticked).flatMap(([value, share]) =>
          random() * 100 < share ? [value] : [],
        );
        return [field, chosen.length > 0 ? chosen : hasNone ? ['none'] : null];
      }),
    ),
    opinion: null,
  };
}

export interface SurveyStory {
  random: Random;
  kernel: Kernel;
  modules: Modules;
  municipality: Municipality;
  actors: DemoActors;
}

/** Some weeks of answers to the survey where there is one: from visitors, and sheets typed in by the office. */
export function surveySteps({ random, kernel, modules, municipality, actors }: SurveyStory): Step[] {
  const now = contextAt(municipality, { kind: 'anonymous' }, kernel.clock.now());
  const { api } = modules.procedure;
  if (!api.offered(now).some(({ procedure }) => procedure.id === SURVEY)) return [];
  return DAYS_AGO.map((days) => ({
    at: at(today(kernel.clock).subtract({ days }), 20, 10),
    run: (moment) =>
      kernel.database.transaction(tenantOf(now), async (tx) => {
        for (let index = 0; index < ON_THE_WEB + ON_PAPER; index += 1) {
          const isOnline = index < ON_THE_WEB;
          const actor = isOnline ? ({ kind: 'anonymous' } as const) : actors.clerk;
          const context = contextAt(municipality, actor, moment.add({ minutes: index }));
          const sheet = sheetOf({ kernel, modules }, context, SURVEY, answersOf(random));
          const taken = await api.takeIn(tx, context, isOnline ? { ...sheet, channel: 'online' } : sheet);
          invariant(taken.kind === 'taken', `an answer to the survey is complete: ${JSON.stringify(taken)}`);
        }
      }),
  }));
}

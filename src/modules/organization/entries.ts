import type { EntryType } from '#kernel/module.js';

export const ENTRIES = {
  'organization.unitsLoaded': {
    means: 'Units of the municipality’s definition were taken into the organisation',
    data: ['units'],
  },
  'organization.unitOpened': { means: 'A unit was opened from a day on', data: ['unit', 'from'] },
  'organization.unitClosed': {
    means: 'A unit was closed on a day; another may have taken over its work',
    data: ['unit', 'to', 'successor'],
  },
  'organization.posted': {
    means: 'A member of staff was posted',
    data: ['posting', 'staff', 'unit', 'post', 'kind', 'from', 'to'],
  },
  'organization.postingEnded': {
    means: 'A posting was ended on a day',
    data: ['posting', 'staff', 'unit', 'post', 'to'],
  },
  'organization.absenceRecorded': {
    means: 'Days on which somebody is away were recorded',
    data: ['absence', 'staff', 'from', 'to'],
  },
  'organization.absenceCancelled': { means: 'Such days were taken back', data: ['absence', 'staff'] },
} as const satisfies Record<string, EntryType>;
export type EntryName = keyof typeof ENTRIES;

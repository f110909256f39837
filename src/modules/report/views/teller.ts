/** Who fills the form in: a page speaks to a reporter otherwise than to staff on the phone or on the spot. */
export type Teller = 'reporter' | 'call' | 'field';

export const PHOTO_HELP = {
  reporter: 'reports.photoHelp',
  call: 'reportDesk.callPhotoHelp',
  field: 'reportDesk.field.photoHelp',
} as const satisfies Record<Teller, string>;

export const WORDS_HELP = {
  reporter: 'reports.wordsHelp',
  call: 'reportDesk.callWordsHelp',
  field: 'reportDesk.field.wordsHelp',
} as const satisfies Record<Teller, string>;

export const WHERE_MISSING = {
  reporter: 'reports.whereMissing',
  call: 'reportDesk.callWhereMissing',
  field: 'reportDesk.field.whereMissing',
} as const satisfies Record<Teller, string>;

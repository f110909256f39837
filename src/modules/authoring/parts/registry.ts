import { check } from './check.js';
import { condition } from './condition.js';
import type { Part, PartName } from './control.js';
import { fee } from './fee.js';
import { field } from './field.js';
import { general } from './general.js';
import { languages } from './languages.js';
import { output } from './output.js';
import { page } from './page.js';
import { reduction } from './reduction.js';
import { review } from './review.js';
import { rules } from './rules.js';
import { thirdParty } from './third-party.js';

/** Every page of the editor on which something is written. */
export const PARTS: Readonly<Record<PartName, Part>> = {
  general,
  page,
  field,
  condition,
  check,
  fee,
  reduction,
  output,
  review,
  rules,
  thirdParty,
  languages,
};

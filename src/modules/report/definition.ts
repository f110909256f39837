import { z } from 'zod';
import { LocalizedText } from '#kernel/i18n/locales.js';

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens');
const Latitude = z.number().min(20).max(46);
const Longitude = z.number().min(122).max(154);

/** Something more to ask about a kind: an attribute of the service definition in Open311. */
export const Question = z.strictObject({
  id: Id,
  text: LocalizedText,
  required: z.boolean().default(false),
  options: z
    .array(z.strictObject({ id: Id, title: LocalizedText }))
    .min(2)
    .describe('One of these is chosen'),
});
export type Question = z.infer<typeof Question>;

export const Kind = z.strictObject({
  id: Id.describe('Also the service_code of Open311'),
  title: LocalizedText,
  description: LocalizedText,
  group: LocalizedText,
  keywords: z.array(z.string().min(1)).default([]),
  duty: Id.describe('Which duty looks after it; a town names the unit of each duty'),
  asksOwner: z
    .boolean()
    .default(false)
    .describe('Whose road or place it is must be confirmed, and is looked up in registers'),
  urgent: LocalizedText.optional().describe('When to phone instead'),
  reply: z
    .enum(['realtime', 'batch'])
    .default('realtime')
    .describe('Open311: whether the number is given at once or against a token'),
  questions: z.array(Question).default([]),
});
export type Kind = z.infer<typeof Kind>;

/** Whose the road or place is: class of road. */
export const Owner = z.strictObject({
  id: Id,
  title: LocalizedText,
  isOurs: z.boolean().default(false),
  municipality: z.string().optional().describe('Slug of the owner where this installation serves it too'),
  contact: LocalizedText.optional().describe('Whom the reporter can ask, where it is somebody else'),
});
export type Owner = z.infer<typeof Owner>;

/** Where whose a place is can be looked up. A town that does not publish such a register has nobody proposed. */
export const OwnerLookup = z.strictObject({
  register: Id,
  kinds: z.array(Id).default([]).describe('For these kinds; none: for all that ask for an owner'),
  metres: z.int().min(1).max(500).describe('So far from the place the nearest row may be'),
  field: z.string().optional().describe('Field of the row that says whose it is'),
  owners: z.record(z.string(), Id).default({}).describe('Value of that field → owner'),
  owner: Id.optional().describe('Owner of the rows with no such value'),
});
export type OwnerLookup = z.infer<typeof OwnerLookup>;

export const Template = z.strictObject({
  id: Id,
  title: z.string().min(1).describe('For staff'),
  text: LocalizedText.describe('What the reporter and, once released, everybody reads'),
});
export type Template = z.infer<typeof Template>;

export const Reason = z.strictObject({
  id: Id,
  title: LocalizedText,
  namesOther: z
    .boolean()
    .default(false)
    .describe('It was joined with another report, whose number is asked for'),
  isNoReport: z
    .boolean()
    .default(false)
    .describe('It told of nothing: several can be closed so at once, and public figures leave them out'),
});
export type Reason = z.infer<typeof Reason>;

export const Limits = z.strictObject({
  duplicates: z.strictObject({ metres: z.int().min(1).max(1000), days: z.int().min(1).max(365) }),
  publicDecimals: z
    .int()
    .min(2)
    .max(6)
    .describe('Digits of public positions: 4 are some ten metres, 3 some hundred'),
  photos: z.strictObject({ most: z.int().min(1).max(10), megabytes: z.int().min(1).max(50) }),
  perSender: z.strictObject({ hour: z.int().min(1), day: z.int().min(1) }).describe('One browser'),
  perKey: z
    .strictObject({ hour: z.int().min(1), day: z.int().min(1) })
    .describe('One key of Open311: an app sends for many people, from one network address'),
  perAddress: z.strictObject({ hour: z.int().min(1) }).describe('Everybody behind one network address'),
  contactDays: z.int().min(1).describe('So long after closing the contact is kept'),
});
export type Limits = z.infer<typeof Limits>;

/** catalog/common/report/kinds.yaml: what every town starts from. */
export const CommonReports = z.strictObject({
  limits: Limits,
  kinds: z.array(Kind).min(1),
  owners: z.array(Owner).min(1),
  lookups: z.array(OwnerLookup).default([]),
  reasons: z.array(Reason).min(1),
  templates: z.array(Template).default([]),
});

export const Crew = z.strictObject({
  id: Id,
  title: z.string().min(1),
  unit: z.string(),
  base: z.strictObject({ lat: Latitude, lon: Longitude }).describe('Where its way begins'),
});
export type Crew = z.infer<typeof Crew>;

const Box = { south: Latitude, west: Longitude, north: Latitude, east: Longitude };
export const Area = z.strictObject({ id: Id, title: LocalizedText, ...Box });
export type Area = z.infer<typeof Area>;

/** catalog/{city}/report/kinds.yaml: a town that has this file takes reports. */
export const TownReports = z.strictObject({
  duties: z.record(Id, z.string()).describe('Duty → unit'),
  bounds: z.strictObject(Box).describe('Positions outside are asked about again'),
  areas: z.array(Area).default([]).describe('Parts of the town for statistics; the first that fits counts'),
  crews: z.array(Crew).default([]),
  leftOut: z.array(Id).default([]).describe('Common kinds that this town does not take'),
  limits: Limits.partial().optional(),
  kinds: z.array(Kind).default([]).describe('Own kinds, and own editions of common ones'),
  owners: z.array(Owner).default([]),
  lookups: z.array(OwnerLookup).default([]).describe('Asked before the common ones'),
  reasons: z.array(Reason).default([]),
  templates: z.array(Template).default([]),
});
export type TownReports = z.infer<typeof TownReports>;

import { membersPaper } from '../../paper/members.js';
import type { PaperType } from '../../paper/parts.js';
import type { MemberField } from '../member.js';
import type { PersonField } from './definition.js';
import { personMembers } from './person.js';

export const personPaper =
  (paperOf: (member: MemberField) => PaperType<MemberField>): PaperType<PersonField> =>
  ({ field, raw, t }) => ({ rows: membersPaper(paperOf, personMembers(field), { raw, prefix: '', t }) });

import { z } from 'zod';
import type { ValueType } from '#kernel/expressions/value-type.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { FieldError, FieldType, OptionProblem, ParseContext, Raw } from './field-type.js';
import type { MemberField } from './member.js';
import type { Town } from './postalAddress/town.js';

/*
 * Fields made of fields. The raw of a member lies in that of the whole under `prefix.member.part`; its control is
 * called the same, so that a member is drawn by its own kind.
 */

/** The kind of a member; the registry gives it, which knows all kinds. */
export type MemberType = (field: MemberField) => FieldType<MemberField>;

/** Stored answers of the members by id; one that was left blank is absent. */
export type Members = Record<string, unknown>;

const partOf = (prefix: string, { id }: MemberField, part: string): string =>
  [prefix, id, part].filter((piece) => piece !== '').join('.');

export const memberParts = (typeOf: MemberType, members: readonly MemberField[], prefix: string): string[] =>
  members.flatMap((member) => typeOf(member).parts.map((part) => partOf(prefix, member, part)));

const rawOf = (typeOf: MemberType, member: MemberField, raw: Raw, prefix: string): Raw => {
  const { parts, notes = [] } = typeOf(member);
  return Object.fromEntries(
    [...parts, ...notes].map((part) => [part, raw[partOf(prefix, member, part)] ?? []] as const),
  );
};

/** What a button of a member (`address:find`) makes of the whole; null when no member has it. */
export function actOfMember(
  typeOf: MemberType,
  members: readonly MemberField[],
  prefix: string,
  raw: Raw,
  pressed: string,
  towns: readonly Town[],
): Raw | null {
  const at = pressed.indexOf(':');
  const [place, action] = [pressed.slice(0, at), pressed.slice(at + 1)];
  const member = members.find((one) => partOf(prefix, one, '') === place);
  if (at < 0 || !member) return null;
  const changed = typeOf(member).act?.(rawOf(typeOf, member, raw, prefix), action, member, towns);
  if (!changed) return null;
  const parts = Object.entries(changed).map(([part, values]) => [partOf(prefix, member, part), values]);
  return { ...raw, ...Object.fromEntries(parts) };
}

const placed = (error: FieldError, member: MemberField, prefix: string): FieldError => ({
  ...error,
  label: error.label ?? member.label,
  parts: (error.parts ?? ['']).map((part) => partOf(prefix, member, part)),
});

/** The members that were typed, or every error in them. `isBlank`: nothing was typed at all. */
export function parseMembers(
  typeOf: MemberType,
  members: readonly MemberField[],
  raw: Raw,
  prefix: string,
  context: ParseContext,
): { value: Members; errors: FieldError[]; isBlank: boolean } {
  const value: Members = {};
  const errors: FieldError[] = [];
  let isBlank = true;
  for (const member of members) {
    const type = typeOf(member);
    const parsed = type.parse(rawOf(typeOf, member, raw, prefix), member, context);
    if (!parsed.ok) {
      isBlank = false;
      errors.push(...parsed.errors.map((error) => placed(error, member, prefix)));
    } else if (parsed.value !== null) {
      isBlank = false;
      value[member.id] = parsed.value;
    } else if (!member.optional) errors.push(placed({ code: type.missing }, member, prefix));
  }
  return { value, errors, isBlank };
}

export const storedMembers = (typeOf: MemberType, members: readonly MemberField[]): z.ZodType<Members> =>
  z.strictObject(
    Object.fromEntries(
      members.map((member) => {
        const stored = typeOf(member).stored(member);
        return [member.id, member.optional ? stored.optional() : stored];
      }),
    ),
  );

export const membersToRaw = (
  typeOf: MemberType,
  members: readonly MemberField[],
  value: Members,
  prefix: string,
): Raw =>
  Object.fromEntries(
    members.flatMap((member) => {
      const answer = value[member.id];
      if (answer === undefined) return [];
      const raw = typeOf(member).toRaw(answer, member);
      return Object.entries(raw).map(([part, values]) => [partOf(prefix, member, part), values] as const);
    }),
  );

/** 氏名：奈良 花子, a line for each member that was answered. */
export const displayMembers = (
  typeOf: MemberType,
  members: readonly MemberField[],
  value: Members,
  t: Translator,
): string =>
  members
    .flatMap((member) => {
      const answer = value[member.id];
      if (answer === undefined) return [];
      const words = typeOf(member).display(answer, member, t).replaceAll('\n', ' ');
      return [t('forms.member', { label: localize(member.label, t.locale), answer: words })];
    })
    .join('\n');

export const memberErrors = (
  typeOf: MemberType,
  members: readonly MemberField[],
  prefix: string,
): FieldError[] =>
  members.flatMap((member) => {
    const type = typeOf(member);
    return [...type.errors(member), { code: type.missing }].map((error) => placed(error, member, prefix));
  });

export const memberValueType = (
  typeOf: MemberType,
  members: readonly MemberField[],
): Readonly<Record<string, ValueType>> =>
  Object.fromEntries(members.map((member) => [member.id, typeOf(member).valueType(member)]));

/** Mistakes in the options of the members, and what a member cannot have. */
export function memberProblems(
  typeOf: MemberType,
  members: readonly MemberField[],
  path: readonly (string | number)[],
): OptionProblem[] {
  return members.flatMap((member, index) => {
    const place = [...path, index];
    const own = (typeOf(member).problems?.(member) ?? []).map((problem) => ({
      ...problem,
      path: [...place, ...problem.path],
    }));
    const twin = members.findIndex(({ id }) => id === member.id) < index;
    return [
      ...own,
      ...(twin
        ? [
            {
              code: 'duplicateMember' as const,
              path: [...place, 'id'],
              ids: [member.id],
              message: `more than one part is called "${member.id}"`,
            },
          ]
        : []),
      ...(member.show
        ? [
            {
              code: 'memberCondition' as const,
              path: [...place, 'show'],
              ids: [member.id],
              message: `"${member.id}": a part of a field is always asked; it has no condition`,
            },
          ]
        : []),
    ];
  });
}

interface MembersProps {
  t: Translator;
  typeOf: MemberType;
  members: readonly MemberField[];
  /** Id of the whole field. */
  id: string;
  prefix: string;
  raw: Raw;
  errors: readonly FieldError[];
}

/** The controls of the members, each drawn by its kind. */
export const MemberViews = ({ t, typeOf, members, id, prefix, raw, errors }: MembersProps) => (
  <>
    {members.map((member) => {
      const { View } = typeOf(member);
      const start = partOf(prefix, member, '');
      const own = errors.flatMap((error): FieldError[] => {
        const parts = (error.parts ?? []).filter((part) => part === start || part.startsWith(`${start}.`));
        if (parts.length === 0) return [];
        const { parts: _, ...rest } = error;
        const within = parts.map((part) => part.slice(start.length + 1)).filter((part) => part !== '');
        return [within.length > 0 ? { ...rest, parts: within } : rest];
      });
      const drawn = { ...member, id: `${id}.${start}` };
      return <View t={t} field={drawn} raw={rawOf(typeOf, member, raw, prefix)} errors={own} />;
    })}
  </>
);

/** The control of a part of a whole made of members. */
export function memberControlId(
  typeOf: MemberType,
  members: readonly MemberField[],
  id: string,
  prefix: string,
  part: string,
): string | undefined {
  for (const member of members) {
    const start = partOf(prefix, member, '');
    if (part !== start && !part.startsWith(`${start}.`)) continue;
    const drawn = { ...member, id: `${id}.${start}` };
    const within = part.slice(start.length + 1);
    return typeOf(member).controlId?.(drawn, within) ?? (within === '' ? drawn.id : `${drawn.id}-${within}`);
  }
  return undefined;
}

import type { FormDefinition } from '#forms/definition.js';
import type { Field } from '#forms/fields/field.js';
import type { Register, RegisterField } from './definition.js';

/** Id of the one page that all fields of a register stand on. */
export const ROW_PAGE = 'row';

const forms = new WeakMap<Register, FormDefinition>();

const formWith = (register: Register, fields: readonly RegisterField[]): FormDefinition => ({
  // Registers are kept by law or rule; each personal field may say more.
  purpose: register.title,
  legalBasis: register.retention.basis,
  pages: [{ id: ROW_PAGE, title: register.title, fields: fields.map(({ ask }): Field => ask), checks: [] }],
});

/** A register as a form of one page: the kinds, rules and errors are those of forms. */
export function formOf(register: Register): FormDefinition {
  const known = forms.get(register);
  if (known) return known;
  const form = formWith(register, register.fields);
  forms.set(register, form);
  return form;
}

/** One field by itself, asked for whatever other fields say. */
export function formOfField(register: Register, field: RegisterField): FormDefinition {
  const { show: _asked, ...ask } = field.ask;
  return formWith(register, [{ ...field, ask: ask as Field }]);
}

/** Only some of the fields: what somebody may change. What follows from fields that are left out is left out. */
export function partOfForm(register: Register, may: (field: RegisterField) => boolean): FormDefinition {
  const part = register.fields.filter(may);
  const isWhole = part.length === register.fields.length;
  return formWith(register, isWhole ? part : part.filter(({ ask }) => ask.kind !== 'calculated'));
}

/**
 * What reading a person's text gives: the value, or a code for what is wrong. Wrong input is expected here, so
 * nothing is thrown; the caller puts the code into words beside the field.
 */
export type Parsed<Value, Fault extends string> = { ok: true; value: Value } | { ok: false; fault: Fault };

export const parsed = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const unparsed = <Fault extends string>(fault: Fault): { ok: false; fault: Fault } => ({
  ok: false,
  fault,
});

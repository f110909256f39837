/** Everything typed, to show a page again with what is wrong, by field. */
export interface Typed {
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}

export const NOTHING: Typed = { values: {}, errors: {} };

/** What is wrong, for the summary at the top of a page. */
export const summaryOf = ({ errors }: Typed): { id: string; text: string }[] =>
  Object.entries(errors).map(([id, text]) => ({ id, text }));

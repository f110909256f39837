import type { Field } from '#forms/fields/field.js';
import type { Register } from './definition.js';
import type { RegisterProblem } from './definition-problems.js';

/** Values that a field can have, where they are few; null where anything can stand in it. */
function valuesOf(ask: Field): readonly string[] | null {
  if (ask.kind === 'choice') return ask.options.map(({ value }) => value);
  return ask.kind === 'yesNo' ? ['true', 'false'] : null;
}

/** What is wrong with counts, the copy at the counter and findings. */
export function useProblems({ fields, counts, counterCopy, findings, key }: Register): RegisterProblem[] {
  const problems: RegisterProblem[] = [];
  const say = (path: readonly PropertyKey[], message: string) => problems.push({ path, message });
  const field = (id: string, path: readonly PropertyKey[]): Field | undefined => {
    const ask = fields.find((one) => one.ask.id === id)?.ask;
    if (!ask)
      say(path, `there is no field "${id}"; expected one of ${fields.map((one) => one.ask.id).join(', ')}`);
    return ask;
  };
  const known = (ask: Field | undefined, values: readonly string[], path: readonly PropertyKey[]) => {
    if (!ask) return;
    const possible = valuesOf(ask);
    if (!possible) {
      say(path, `"${ask.id}" is of the kind ${ask.kind}; expected choice or yesNo`);
      return;
    }
    for (const value of values)
      if (!possible.includes(value))
        say(path, `"${ask.id}" never is "${value}"; expected one of ${possible.join(', ')}`);
  };
  counts.forEach(({ id, when }, at) => {
    if (counts.findIndex((one) => one.id === id) !== at) say(['counts', at, 'id'], `"${id}" is there twice`);
    for (const [name, values] of Object.entries(when)) {
      const path = ['counts', at, 'when', name];
      known(field(name, path), values, path);
    }
  });
  counterCopy?.fields.forEach((id, at) => {
    field(id, ['counterCopy', 'fields', at]);
  });
  counterCopy?.scans.forEach((id, at) => {
    const ask = field(id, ['counterCopy', 'scans', at]);
    if (ask && ask.kind !== 'file' && ask.kind !== 'photo')
      say(['counterCopy', 'scans', at], `"${id}" is of the kind ${ask.kind}; expected file or photo`);
  });
  if (findings) {
    const { state, ...into } = findings.into;
    for (const [part, id] of Object.entries(into)) field(id, ['findings', 'into', part]);
    known(field(into.kind, ['findings', 'into', 'kind']), Object.keys(findings.words), ['findings', 'words']);
    known(field(state.field, ['findings', 'into', 'state']), [state.value], ['findings', 'into', 'state']);
    const wanted = [into.source, into.article, into.kind];
    if (wanted.some((id) => !key.includes(id)) || key.length !== wanted.length)
      say(['key'], `rows that are found are told apart by ${wanted.join(', ')}; expected these as the key`);
    const from = fields.find((one) => one.ask.id === into.source)?.relation;
    if (from !== findings.register)
      say(['findings', 'into', 'source'], `"${into.source}" is no relation to ${findings.register}`);
  }
  return problems;
}

/** On paper the reading (ふりがな) stands above the name that it is asked after. */
export function readingFirst<Field extends { kind: string }>(fields: readonly Field[]): Field[] {
  const sorted = [...fields];
  for (let at = 1; at < sorted.length; at += 1) {
    const [name, kana] = [sorted[at - 1], sorted[at]];
    if (name?.kind === 'name' && kana?.kind === 'kana') sorted.splice(at - 1, 2, kana, name);
  }
  return sorted;
}

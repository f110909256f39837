/** Levels of nesting. */
export const DEEPEST = 64;

const isOdd = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

/**
 * Why input that a schema would let pass cannot be taken: the zero character and half surrogate pairs, which
 * no database stores, and nesting that no document of ours has. Null when nothing is wrong. Walks without recursion.
 */
export function oddityOf(input: unknown): 'notText' | 'tooDeep' | null {
  const waiting: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { depth, value } = next;
    if (typeof value === 'string' && isOdd(value)) return 'notText';
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= DEEPEST) return 'tooDeep';
    if (value instanceof Blob) {
      if (value instanceof File && isOdd(value.name)) return 'notText';
      continue;
    }
    for (const [name, inner] of Object.entries(value)) {
      if (isOdd(name)) return 'notText';
      waiting.push({ value: inner, depth: depth + 1 });
    }
  }
  return null;
}

/** The sandbox's identifier of a persona in a municipality: the same name is another person in another town. */
export const subjectOf = (slug: string, persona: string): string => `${slug}.${persona}`;

export function parseSubject(subject: string): { slug: string; persona: string } | null {
  const [slug, persona, ...more] = subject.split('.');
  return slug && persona && more.length === 0 ? { slug, persona } : null;
}

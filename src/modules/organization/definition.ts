import { z } from 'zod';
import { BrokenDefinitions, definitionFiles, readDefinition } from '#kernel/definitions/read.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { Post } from './model.js';

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');

/** Posts (職) of a municipality from the top down, and the place of those above every department: organization.yaml. */
export const OrganizationSettings = z.strictObject({
  root: z.strictObject({ id: Id, name: z.string().min(1) }),
  posts: z
    .array(
      z.strictObject({
        id: Id,
        title: z.string().min(1),
        standsIn: z
          .boolean()
          .describe('Decides for the next higher post of the unit while its holder is away'),
        atTop: z.boolean().default(false).describe('Stands above every department: its place is the root'),
      }),
    )
    .min(1),
});
export type OrganizationSettings = z.infer<typeof OrganizationSettings>;

/** The municipality's own file, else the common one. Throws BrokenDefinitions. */
export async function readSettings(
  root: string,
  { slug, units }: Municipality,
): Promise<OrganizationSettings> {
  const own = `${slug}/organization.yaml`;
  const hasOwn = (await definitionFiles(root, slug)).includes(own);
  const file = await readDefinition(root, hasOwn ? own : 'common/organization.yaml', OrganizationSettings);
  const { posts, root: top } = file.value;
  const faults = posts.flatMap(({ id }, index) =>
    posts.findIndex((post) => post.id === id) === index
      ? []
      : [file.fault(['posts', index, 'id'], `the post "${id}" stands twice`)],
  );
  if (units.some(({ id }) => id === top.id))
    faults.push(file.fault(['root', 'id'], `${slug} has a unit "${top.id}" already`));
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return file.value;
}

export const postsOf = ({ posts }: OrganizationSettings): Post[] =>
  posts.map((post, index) => ({ ...post, rank: index + 1 }));

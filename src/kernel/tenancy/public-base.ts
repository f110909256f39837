import type { Context } from '../context.js';
import type { Kernel } from '../kernel.js';

/** Where people reach this municipality from outside: for links on paper and in other people's hands. */
export function publicBase({ config }: Pick<Kernel, 'config'>, { municipality }: Context): string {
  const [host] = municipality.hosts;
  return host === undefined ? `${config.publicUrl}/${municipality.slug}` : `https://${host}`;
}

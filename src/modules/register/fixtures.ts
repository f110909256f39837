import type { Context } from '#kernel/context.js';
import type { SentFile } from './service/import-reading.js';
import type { RegisterServices } from './services.js';

/** A file as a browser would have sent it. */
export function sentFile(name: string, content: Uint8Array | string): SentFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    async *read() {
      yield bytes;
    },
  };
}

/** Has a colleague look at a draft, where somebody has to, so that it can be taken into use. */
export async function lookedAt(
  { defining, approving }: Pick<RegisterServices, 'defining' | 'approving'>,
  id: string,
  { writer, colleague }: { writer: Context; colleague: Context },
): Promise<void> {
  const { check, draft } = await defining.open(writer, id);
  if (check !== 'colleague' || draft.state !== 'draft') return;
  await approving.ask(writer, id, draft.revision, '見てもらう');
  const asked = await defining.open(colleague, id);
  await approving.approve(colleague, id, asked.draft.revision);
}

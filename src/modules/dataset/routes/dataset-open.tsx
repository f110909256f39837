import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import { unitName } from '../service/deps.js';
import type { DatasetServices } from '../services.js';
import { DeskPage } from '../views/desk-page.js';

export const Params = z.object({ id: z.uuid() });
export const VersionNumber = z.coerce.number().int().min(1).max(1_000_000);
/** Older versions than this one. */
export const Versions = z.object({ before: VersionNumber.optional().catch(undefined) });
export const Seen = z.object({ seen: z.coerce.number().int() });

/** Everything about one dataset for those who own it, with what was wrong. */
export const createDatasetDesk =
  ({ editing, publishing, judging, dashboards }: DatasetServices) =>
  async (
    context: Context,
    page: PageContext,
    id: string,
    error?: { id: string; text: string },
    { chosenPart, before }: { chosenPart?: string | undefined; before?: number | undefined } = {},
  ) => {
    const opened = await editing.open(context, id, before);
    const { dataset } = opened;
    return (
      <DeskPage
        page={page}
        {...opened}
        report={await judging.report(context, dataset)}
        fields={judging.fields(context, dataset)}
        needsDecision={publishing.needsDecision(context)}
        mayPublish={editing.mayPublish(context, dataset)}
        usedBy={await dashboards.titlesOver(context, dataset.name)}
        unit={unitName(context, dataset.unit)}
        error={error}
        chosenPart={chosenPart}
      />
    );
  };

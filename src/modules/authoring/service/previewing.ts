import type { PlacedRect } from '#forms/paper/geometry.js';
import type { Context } from '#kernel/context.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Procedure } from '#modules/procedure/api.js';
import type { DraftDocument } from '../model.js';
import type { Preview } from '../parts/preview.js';
import { isSound } from '../sound.js';
import type { AuthoringDeps } from './deps.js';

/** A page of paper beside the form. */
export interface SeenPage {
  /** PNG in base64. */
  picture: string;
  /** Where what is being written stands on it, in millimetres. */
  marks: readonly PlacedRect[];
}

/** What a preview needs besides the definition. */
export interface Seen {
  /** As it could be offered, with words in the places that are still empty; null while its questions are broken. */
  procedure: Procedure | null;
  waysToPay: ReturnType<AuthoringDeps['procedure']['waysToPay']>;
  pages: readonly SeenPage[];
  morePages: number;
  unitName: string;
  today: Temporal.PlainDate;
}

const MOST_PAGES = 4;

/** What others will see of a definition while it is written. */
export function createPreviewing({ kernel, procedure: procedures }: AuthoringDeps) {
  async function paperOf(context: Context, { shown }: Preview, procedure: Procedure) {
    const { pdf, places } = await procedures.paperPreview(context, procedure);
    const ids =
      shown.kind !== 'page'
        ? []
        : shown.field
          ? [shown.field]
          : (procedure.form.pages.find(({ id }) => id === shown.page)?.fields ?? []).map(({ id }) => id);
    return { pdf, marks: ids.flatMap((id) => places.get(id) ?? []) };
  }

  return {
    async seen(context: Context, t: Translator, preview: Preview, today: Temporal.PlainDate): Promise<Seen> {
      const { shown, channel, document } = preview;
      const unit = context.municipality.units.find(({ id }) => id === document.unit);
      const nothing: Seen = {
        procedure: null,
        waysToPay: [],
        pages: [],
        morePages: 0,
        unitName: unit?.name ?? '',
        today,
      };
      // The commonest one needs nothing more: it follows every key that is pressed.
      if (channel === 'web' && (shown.kind === 'page' || shown.kind === 'part')) return nothing;
      const procedure = filled(context, t, document);
      if (!procedure) return nothing;
      const seen = { ...nothing, procedure, waysToPay: procedures.waysToPay(context, procedure) };
      const isDocument = channel === 'web' && shown.kind === 'document' && procedure.output.kind !== 'none';
      if (channel !== 'paper' && !isDocument) return seen;
      if (!isSound(procedure, 'form', ...(isDocument ? (['output'] as const) : []))) return nothing;
      const { pdf, marks } = isDocument
        ? { pdf: await procedures.documentPreview(context, procedure), marks: [] }
        : await paperOf(context, preview, procedure);
      const pictures = await kernel.pages.draw(pdf, MOST_PAGES);
      return {
        ...seen,
        pages: pictures.map(({ image }, index) => ({
          picture: Buffer.from(image).toString('base64'),
          marks: marks.filter(({ page }) => page === index + 1),
        })),
        morePages: Math.max(0, (pictures[0]?.of ?? 0) - pictures.length),
      };
    },
  };
}

/** The draft with words in the places that are still empty, so that it can be looked at from the first line on. */
function filled(context: Context, t: Translator, document: DraftDocument): Procedure | null {
  const missing = t('editor.preview.missing');
  const { pages } = document.form;
  const parsed = Procedure.safeParse({
    title: missing,
    summary: missing,
    eligibility: missing,
    declaration: missing,
    lifeEvents: ['living'],
    audience: 'both',
    unit: context.municipality.units[0]?.id ?? 'office',
    assuranceLevel: 'low',
    ways: [{ channel: 'online', text: missing }],
    standardProcessingDays: 0,
    output: { kind: 'none' },
    retention: { years: 1 },
    ...Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined)),
    form: { ...document.form, pages: pages.length > 0 ? pages : [{ id: 'page-1', fields: [] }] },
    version: 1,
  });
  return parsed.success ? parsed.data : null;
}

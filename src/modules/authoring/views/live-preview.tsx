import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { DO } from '../parts/control.js';
import type { Preview } from '../parts/preview.js';
import { PagePreview } from './page-preview.js';

/** Of the form whose answers the preview follows. */
export const PART_FORM = 'part-form';
/** What the button sends that stands in for the script. */
const SHOW = 'preview';

/** What citizens would see; the part of it that is replaced while somebody types. */
export const PreviewContent = ({ t, preview }: { t: Translator; preview: Preview }) => (
  <div class="live-preview-content" data-typed={preview.isTyped ? 'true' : 'false'}>
    <p class="muted">{t(preview.isTyped ? 'authoring.third.live.typed' : 'authoring.third.live.saved')}</p>
    <PagePreview t={t} document={preview.document} pageId={preview.page} />
  </div>
);

/** Beside the form: follows what is typed where there is script, at the press of a button where there is none. */
export const LivePreview = ({ t, preview, action }: { t: Translator; preview: Preview; action: string }) => (
  <live-preview
    data-form={PART_FORM}
    data-action={action}
    data-updated={t('authoring.third.live.updated')}
    data-waiting={t('authoring.third.live.saved')}
  >
    <p class="visually-hidden" role="status" />
    <PreviewContent t={t} preview={preview} />
    <Button type="submit" variant="secondary" size="small" form={PART_FORM} name={DO} value={SHOW}>
      {t('authoring.third.live.show')}
    </Button>
  </live-preview>
);

import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { type HardText, hardTextsOf } from '../hard-texts.js';
import { DO } from '../parts/control.js';
import { CHANNEL, type PreviewChannel } from '../parts/preview.js';
import { PartPreview, type PartPreviewProps } from './part-preview.js';
import { hintWords } from './words.js';

/** Of the form whose answers the preview follows. */
export const PART_FORM = 'part-form';
/** What the button sends that stands in for the script. */
const SHOW = 'preview';

/** What others would see; the part of it that is replaced while somebody types. */
export const PreviewContent = (props: PartPreviewProps) => {
  const {
    page: { t },
    preview: { isTyped, isChanged },
  } = props;
  return (
    <div class="live-preview-content" data-typed={isTyped ? 'true' : 'false'}>
      <p class="muted">
        {t(
          isChanged
            ? 'authoring.third.live.typed'
            : isTyped
              ? 'editor.preview.asSaved'
              : 'authoring.third.live.saved',
        )}
      </p>
      <PartPreview {...props} />
      <ReadingHints t={t} hard={hardTextsOf(props.preview.document, props.preview.shown)} />
    </div>
  );
};

const MOST_HINTS = 3;

/** What of it is hard to read, while it is written. */
const ReadingHints = ({ t, hard }: { t: Translator; hard: readonly HardText[] }) =>
  hard.length === 0 ? null : (
    <section class="preview-hints" aria-label={t('editor.reading.title')}>
      <p>
        <strong>{t('editor.reading.title')}</strong>
      </p>
      <ul>
        {hard.slice(0, MOST_HINTS).map(({ text, hints }) => (
          <li>
            {t('editor.reading.quote', { text })}
            <ul>
              {hints.map((hint) => (
                <li>{hintWords(t, hint)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );

/** Beside the form: follows what is typed where there is script, at the press of a button where there is none. */
export const LivePreview = ({ action, ...props }: PartPreviewProps & { action: string }) => {
  const {
    page: { t },
    preview: { channel, channels },
  } = props;
  return (
    <live-preview
      data-form={PART_FORM}
      data-action={action}
      data-updated={t('authoring.third.live.updated')}
      data-waiting={t('authoring.third.live.saved')}
    >
      <p class="visually-hidden" role="status" />
      <div class="preview-channels">
        <ChannelChoice t={t} channel={channel} channels={channels} />
        <Button type="submit" variant="secondary" size="small" form={PART_FORM} name={DO} value={SHOW}>
          {t('authoring.third.live.show')}
        </Button>
      </div>
      <div class="preview-window" role="region" aria-label={t('editor.preview.window')} tabindex={0}>
        <PreviewContent {...props} />
      </div>
    </live-preview>
  );
};

/** Goes along with the form, so that the channel stays through every button of the page. */
const ChannelChoice = ({
  t,
  channel,
  channels,
}: {
  t: Translator;
  channel: PreviewChannel;
  channels: readonly PreviewChannel[];
}) => (
  <fieldset class="channel-choice">
    <legend class="visually-hidden">{t('authoring.preview.channels')}</legend>
    {channels.map((one) => (
      <label>
        <input type="radio" name={CHANNEL} value={one} checked={one === channel} form={PART_FORM} />
        <span>{t(`editor.preview.channel.${one}`)}</span>
      </label>
    ))}
  </fieldset>
);

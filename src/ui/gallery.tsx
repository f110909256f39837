import type { Translator } from '#kernel/i18n/translate.js';
import {
  FeedbackSamples,
  InboxSamples,
  ListSamples,
  NavigationSamples,
} from '#ui/gallery/content-samples.js';
import { ButtonSamples, FormSamples, SummarySamples } from '#ui/gallery/form-samples.js';
import { ChartSamples, MarkSamples } from '#ui/gallery/plan-samples.js';

/** Every component in every state, with names as long as real ones: for tests and for looking at. */
export const Gallery = ({ t }: { t: Translator }) => (
  <>
    <ButtonSamples />
    <FormSamples t={t} />
    <SummarySamples t={t} />
    <FeedbackSamples t={t} />
    <NavigationSamples t={t} />
    <ListSamples t={t} />
    <InboxSamples t={t} />
    <MarkSamples t={t} />
    <ChartSamples t={t} />
  </>
);

import type { FormDefinition } from '#forms/definition.js';
import { type Journey, type JourneyPage, journey } from '#forms/journey.js';
import { sampleAnswers } from '#forms/sample-answers.js';
import { CheckAnswersPage } from '#forms/views/check-answers-page.js';
import { FormPage } from '#forms/views/form-page.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { identityChecks } from '#modules/procedure/api.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import type { DraftDocument } from '../model.js';
import { conditionWords, formOf } from '../parts/condition-words.js';
import { ja } from '../parts/texts.js';
import { pageWords, wordsOf } from '../parts/words.js';

interface CounterPreviewProps {
  t: Translator;
  document: DraftDocument;
  form: FormDefinition;
  today: Temporal.PlainDate;
}

/** The pages that a clerk goes through with somebody at the counter or on the phone: the very views, not to be filled in. */
export const CounterPreview = ({ t, document, form, today }: CounterPreviewProps) => {
  const sample = journey(form, sampleAnswers(form, 0, today), { today });
  return (
    <>
      <p>{t('authoring.third.counter.lead')}</p>
      <ol class="editor-screens">
        {form.pages.map((one, index) => (
          <li>
            <h2>{t('authoring.page.nth', { n: index + 1, title: pageWords(t, one) })}</h2>
            {one.show !== undefined && (
              <p class="editor-condition">
                {t('authoring.condition.askedWhen', { words: conditionWords(t, one.show, formOf(document)) })}
              </p>
            )}
            <CounterScreen t={t} document={document} form={form} index={index} />
          </li>
        ))}
        {sample.canSubmit && (
          <li>
            <h2>{t('authoring.third.counter.check')}</h2>
            <p class="muted">{t('authoring.preview.answersText')}</p>
            <div class="counter-preview" inert aria-hidden="true">
              <ReadBack t={t} document={document} sample={sample} />
            </div>
          </li>
        )}
      </ol>
    </>
  );
};

/** One page as a clerk sees it. */
export const CounterScreen = ({
  t,
  document,
  form,
  index,
  marked,
}: Omit<CounterPreviewProps, 'today'> & { index: number; marked?: string | undefined }) => (
  <div class="counter-preview" inert aria-hidden="true">
    <p class="muted">{ja(document.title)}</p>
    <FormPage
      t={t}
      page={asPage(form, index)}
      total={form.pages.length}
      raw={{}}
      action="#"
      saveDraft={{ name: '_save', value: 'draft' }}
      picture={{ marked }}
    />
  </div>
);

/** With every question: which of them are asked follows from the answers. */
const asPage = (form: FormDefinition, index: number): JourneyPage => {
  const page = form.pages[index];
  if (!page) throw new RangeError(`no page ${index}`);
  return {
    id: page.id,
    page,
    fields: page.fields,
    isComplete: false,
    previous: form.pages[index - 1]?.id ?? null,
    next: form.pages[index + 1]?.id ?? null,
    step: index + 1,
  };
};

/** Read back to the person; how it was made sure who it is. */
const ReadBack = ({ t, document, sample }: { t: Translator; document: DraftDocument; sample: Journey }) => (
  <CheckAnswersPage
    t={t}
    journey={sample}
    changeHref={() => '#'}
    action="#"
    declaration={{ label: t('staffEntry.declared', { declaration: ja(document.declaration) }) }}
    submitLabel={t('staffEntry.submit')}
    beforeDeclaration={
      <RadioGroup
        t={t}
        id="identity-check"
        label={t('staffEntry.check')}
        required
        options={checksAtCounter(document).map((check) => ({
          value: check,
          label: wordsOf(t, `staffEntry.check.${check}`, check),
        }))}
      />
    }
  />
);

const checksAtCounter = ({ assuranceLevel = 'low', ways = [] }: DraftDocument) =>
  identityChecks({ assuranceLevel, ways }, 'counter');

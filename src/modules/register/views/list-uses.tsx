import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import type { RowCount } from '../definition.js';

/** What the register counts, with what part of all rows it is where the register counts all of them. */
export const Figures = ({
  t,
  figures,
}: {
  t: Translator;
  figures: readonly { count: RowCount; rows: number }[];
}) => {
  const all = figures.find(({ count }) => Object.keys(count.when).length === 0)?.rows ?? 0;
  return (
    <Section title={t('register.figures.title')} id="figures">
      <DescriptionList
        items={figures.map(({ count: { title, when }, rows }) => ({
          term: localize(title, t.locale),
          value:
            all > 0 && Object.keys(when).length > 0
              ? t('register.figures.share', { rows, percent: Math.round((rows / all) * 100) })
              : t.number(rows),
        }))}
      />
    </Section>
  );
};

/** Looks for words in the texts that this register is about. */
export const FindForm = ({ t, here }: { t: Translator; here: string }) => (
  <Section title={t('register.find.button')} id="find">
    <p>{t('register.find.lead')}</p>
    <Form t={t} action={`${here}/find`}>
      <ButtonRow>
        <Button type="submit" variant="secondary">
          {t('register.find.button')}
        </Button>
      </ButtonRow>
    </Form>
  </Section>
);

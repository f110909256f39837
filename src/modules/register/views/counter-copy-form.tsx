import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import type { CounterCopy, Register } from '../definition.js';
import { fieldOf, labelText } from './texts.js';

/** The copy that is given out at the counter: by what law, for how much, and what stands in it. */
export const CounterCopyForm = ({
  t,
  register,
  copy,
  here,
}: {
  t: Translator;
  register: Register;
  copy: CounterCopy;
  here: string;
}) => {
  const shown = [...copy.fields, ...copy.scans].flatMap((id) => {
    const field = fieldOf(register, id);
    return field ? [labelText(t, field)] : [];
  });
  return (
    <Section title={localize(copy.title, t.locale)} id="copy">
      <p>
        {t('register.copy.basis', { basis: copy.basis })}
        {copy.yenPerSheet !== undefined && t('register.copy.fee', { yen: copy.yenPerSheet })}
      </p>
      <p class="muted">{t('register.copy.shown', { fields: shown.join('、') })}</p>
      <Form t={t} action={`${here}/copy`}>
        <ButtonRow>
          <Button type="submit" variant="secondary">
            {t('register.copy.give')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

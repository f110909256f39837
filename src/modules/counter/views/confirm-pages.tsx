import { localize } from '#kernel/i18n/locales.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Document } from '#ui/layouts/document.js';
import { MainTop, type PageProps, tabTitle } from '#ui/layouts/page-parts.js';
import type { PageContext } from '#ui/page.js';
import { CONFIRM_FORM } from '../confirm-form.js';
import type { OpenInterview } from '../service/interview-forms.js';
import { AnswerSections } from './answer-sections.js';
import { FormFields, formErrors, type Typed } from './form-fields.js';
import { interviewPath } from './frame.js';

/** A screen in the hands of the person: large, without any way into the console. */
const TabletPage = (props: PageProps) => {
  const { page, children, ...top } = props;
  const large: PageContext = { ...page, textSize: 'largest' };
  return (
    <Document page={large} title={tabTitle(props)} isPrivate kind="citizen">
      <main id="main" tabindex={-1} data-width="reading">
        <MainTop page={large} {...top} />
        {children}
      </main>
    </Document>
  );
};

/** The clerk's last page before the screen goes over the counter: the code that brings it back. */
export const HandOverPage = ({
  page,
  interview,
  code,
}: {
  page: PageContext;
  interview: string;
  code: string;
}) => (
  <TabletPage page={page} title={page.t('handBack.start')} lead={page.t('handBack.startLead')}>
    <p>
      {page.t('handBack.code')} <strong class="code">{code}</strong>
    </p>
    <Form t={page.t} action={`${page.base}${interviewPath('staff', interview, '/hand-over')}`}>
      <input type="hidden" name="code" value={code} />
      <ButtonRow>
        <Button type="submit" size="large">
          {page.t('handBack.go')}
        </Button>
      </ButtonRow>
    </Form>
  </TabletPage>
);

interface ConfirmProps {
  /** In the language of the person. */
  page: PageContext;
  open: OpenInterview;
  typed?: Typed;
}

/** Everything that was answered, to be read by the person, and the place to sign. */
export const ConfirmPage = ({ page, open, typed = { raw: {} } }: ConfirmProps) => {
  const { t, base } = page;
  const errors = formErrors(t, CONFIRM_FORM, typed);
  // Many procedures ask for the same sentence; it is read once.
  const declarations = new Set(
    open.procedures.map(({ procedure }) => localize(procedure.declaration, t.locale)),
  );
  return (
    <TabletPage page={page} title={t('guide.confirm.title')} lead={t('guide.confirm.lead')} errors={errors}>
      <Section title={t('guide.confirm.procedures')}>
        <ul>
          {open.procedures.map(({ procedure }) => (
            <li>
              {localize(procedure.title, t.locale)}
              {procedure.fee && `（${localize(procedure.fee.text, t.locale)}）`}
            </li>
          ))}
        </ul>
      </Section>
      <AnswerSections t={t} open={open} />
      <Section title={t('guide.confirm.sign')}>
        <ul>
          {[...declarations].map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
        <Form t={t} action={`${base}${interviewPath('staff', open.interview.id, '/confirm')}`}>
          <FormFields t={t} form={CONFIRM_FORM} typed={typed} />
          <ButtonRow>
            <Button type="submit" size="large">
              {t('guide.confirm.submit')}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
    </TabletPage>
  );
};

/** The person is done; the screen goes back. */
export const ConfirmedPage = ({ page, interview }: { page: PageContext; interview: string }) => (
  <TabletPage page={page} title={page.t('guide.confirm.thanks')} lead={page.t('guide.confirm.handBack')}>
    <ButtonRow>
      <ButtonLink href={`${page.base}${interviewPath('staff', interview, '/check')}`} variant="secondary">
        {page.t('guide.confirm.staff')}
      </ButtonLink>
    </ButtonRow>
  </TabletPage>
);

import { errorText } from '#forms/fields/field-type.js';
import { files } from '#forms/fields/file/files.js';
import { position } from '#forms/fields/position/position.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { PointMap } from '#modules/map/api.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { PhoneLink } from '#ui/components/phone-link.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { ChosenPart } from '#ui/components/shown-when.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import { answerName, boundsOf, photoField, placeField, type TypedReport } from '../report-form.js';
import { PHOTO_HELP, type Teller, WORDS_HELP } from './teller.js';

interface PartProps {
  t: Translator;
  rules: ReportRules;
  typed: TypedReport;
}

/** Enter in a box presses the first button of a form: that is this one, not one of the map. */
export const DefaultButton = ({ children }: { children: string }) => (
  <button type="submit" class="default-button" tabindex={-1}>
    {children}
  </button>
);

/** What is wrong, in the order of the page. */
export const reportFaults = (t: Translator, rules: ReportRules, typed: TypedReport) => [
  ...typed.photoErrors.map((error) => ({
    id: 'photo',
    text: errorText(error, photoField(t, rules).label, t),
  })),
  ...typed.placeErrors.map((error) => ({
    id: `place-${('parts' in error && error.parts?.[0]) || 'words'}`,
    text: errorText(error, placeField(t).label, t),
  })),
  ...Object.entries(typed.errors).map(([id, text]) => ({ id, text })),
];

/** The questions of each kind stand under its name; with script only those of the chosen one. */
const Questions = ({ t, rules, typed }: PartProps) => (
  <>
    {rules.kinds
      .filter(({ questions }) => questions.length > 0)
      .map((kind) => (
        <ChosenPart test={{ is: { name: 'kind', as: 'one' }, value: kind.id }}>
          {kind.questions.map((question) => {
            const name = answerName(kind.id, question.id);
            return (
              <RadioGroup
                t={t}
                id={name}
                label={`${localize(kind.title, t.locale)}：${localize(question.text, t.locale)}`}
                value={typed.values[name] ?? ''}
                error={typed.errors[name]}
                inline
                options={[
                  ...question.options.map((option) => ({
                    value: option.id,
                    label: localize(option.title, t.locale),
                  })),
                  { value: '', label: t('reports.notSaid') },
                ]}
              />
            );
          })}
        </ChosenPart>
      ))}
  </>
);

interface AskedProps extends PartProps {
  teller: Teller;
}

const PhotoPart = ({ t, rules, typed, teller }: AskedProps) => (
  <>
    <files.View
      t={t}
      field={{ ...photoField(t, rules), help: t(PHOTO_HELP[teller]) }}
      raw={typed.photo}
      errors={typed.photoErrors}
    />
    <Checkbox
      t={t}
      id="usePhoto"
      label={t('reports.photoPosition')}
      hint={t('reports.photoPositionHelp')}
      value="yes"
      checked={typed.values.usePhoto === 'yes'}
    />
  </>
);

/** Photo first, then where, what, and in which words; who calls has seldom a photo. `action`: where the form goes. */
export const ReportFields = ({
  page,
  rules,
  typed,
  teller,
  action,
}: Omit<AskedProps, 't'> & { page: PageContext; action: string }) => {
  const { t } = page;
  const isCall = teller === 'call';
  const value = (id: string) => ({ t, id, value: typed.values[id], error: typed.errors[id] });
  const outside = typed.errors['place-lat'];
  const photo = <PhotoPart t={t} rules={rules} typed={typed} teller={teller} />;
  return (
    <>
      {!isCall && photo}
      <PointMap
        page={page}
        pointing={typed.pointing}
        action={action}
        around={boundsOf(rules)}
        name="place"
        wordsLabel={t('forms.position.words')}
      >
        <position.View
          t={t}
          field={placeField(t)}
          raw={typed.place}
          errors={[
            ...typed.placeErrors,
            ...(outside === undefined ? [] : [{ message: outside, parts: ['lat'] }]),
          ]}
        />
      </PointMap>
      <RadioGroup
        {...value('kind')}
        label={t('reports.kind')}
        required
        options={rules.kinds.map(({ id, title, description, urgent }) => ({
          value: id,
          label: localize(title, t.locale),
          hint: [
            localize(description, t.locale),
            teller === 'reporter' && urgent && localize(urgent, t.locale),
          ]
            .filter(Boolean)
            .join(' '),
        }))}
      />
      <Questions t={t} rules={rules} typed={typed} />
      <Textarea {...value('words')} label={t('reports.words')} hint={t(WORDS_HELP[teller])} rows={4} />
      {isCall && photo}
    </>
  );
};

const CONTACT_HELP = { yes: 'reports.contactHelpMail', no: 'reports.contactHelp' } as const;

export const ContactFields = ({
  t,
  typed,
  sendsMail,
  isCall = false,
}: Omit<PartProps, 'rules'> & Pick<ReportFormProps, 'sendsMail'> & { isCall?: boolean }) => {
  const value = (id: string, autoComplete: string) => ({
    t,
    id,
    value: typed.values[id],
    error: typed.errors[id],
    // What the browser knows of is the clerk.
    autoComplete: isCall ? 'off' : autoComplete,
  });
  const emailHelp = t(isCall ? 'reportDesk.callEmailHelp' : 'reports.emailHelp');
  return (
    <>
      <p>{t(isCall ? 'reportDesk.callContactHelp' : CONTACT_HELP[sendsMail ? 'yes' : 'no'])}</p>
      <TextInput {...value('name', 'name')} label={t('reports.name')} />
      <TextInput
        {...value('email', 'email')}
        label={t('reports.email')}
        {...(sendsMail && { hint: emailHelp })}
        type="email"
      />
      <TextInput {...value('phone', 'tel')} label={t('reports.phone')} type="tel" width="20" />
    </>
  );
};

export interface ReportFormProps {
  page: PageContext;
  rules: ReportRules;
  typed: TypedReport;
  formKey: string;
  /** Who types an address for mail is told there what becomes of the report. */
  sendsMail: boolean;
  /** Said above everything: the sender has sent too much. */
  tooMany?: string | undefined;
}

/** One page, for less than a minute on a phone. */
export const ReportFormPage = ({ page, rules, typed, formKey, sendsMail, tooMany }: ReportFormProps) => {
  const { t, base } = page;
  const action = `${base}/reports/new`;
  const hasContactFault = ['name', 'email', 'phone'].some((name) => typed.errors[name] !== undefined);
  const hasContact = ['name', 'email', 'phone'].some((name) => (typed.values[name] ?? '') !== '');
  return (
    <CitizenPage
      page={page}
      title={t('reports.send')}
      lead={
        <>
          {t('reports.phoneInstead')} <PhoneLink phone={page.city.office.phone} />
        </>
      }
      breadcrumbs={[{ label: t('reports.title'), href: `${base}/reports` }, { label: t('reports.send') }]}
      errors={[
        ...(tooMany === undefined ? [] : [{ id: 'photo', text: tooMany }]),
        ...reportFaults(t, rules, typed),
      ]}
      isPrivate
    >
      <Form t={t} action={action} multipart hidden={{ key: formKey }}>
        <DefaultButton>{t('reports.send')}</DefaultButton>
        <ReportFields page={page} rules={rules} typed={typed} teller="reporter" action={action} />
        <Details summary={t('reports.contact')} open={hasContactFault || hasContact}>
          <ContactFields t={t} typed={typed} sendsMail={sendsMail} />
        </Details>
        <ButtonRow>
          <Button type="submit" size="large">
            {t('reports.send')}
          </Button>
        </ButtonRow>
      </Form>
    </CitizenPage>
  );
};

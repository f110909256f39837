import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Rules } from '../catalog.js';
import { BODY_LIMIT, HONORIFICS, pictureChoice, type SealPicture, WAYS } from '../issue.js';
import { type DocumentHead, numberText } from '../model.js';
import type { Sender } from '../service/issuing.js';
import { summaryOf, type Typed } from '../typed.js';
import { WAY_WORDS } from './issue-words.js';

/** An outgoing document is written (施行). */
export const IssueFormPage = ({
  page,
  origin,
  senders,
  seals,
  rules,
  typed,
  intakeKey,
}: {
  page: PageContext;
  origin: DocumentHead;
  senders: readonly Sender[];
  seals: readonly SealPicture[];
  rules: Rules;
  typed: Typed;
  intakeKey: string;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/records/documents/${origin.id}`;
  const text = (id: string) => ({ t, id, value: typed.values[id], error: typed.errors[id] });
  return (
    <StaffPage
      page={page}
      title={t('dispatch.issue.title')}
      lead={t('dispatch.issue.lead', { number: numberText(origin), subject: origin.subject })}
      breadcrumbs={[
        { label: t('records.list.title'), href: `${base}/staff/records` },
        { label: origin.subject, href: here },
      ]}
      errors={summaryOf(typed)}
    >
      <Form t={t} action={`${here}/issue`} hidden={{ key: intakeKey }}>
        <Select
          {...text('kind')}
          label={t('records.kind')}
          required
          options={rules.kinds.map(({ id, title }) => ({ value: id, label: localize(title, t.locale) }))}
        />
        <TextInput {...text('issuedOn')} label={t('records.documentDate')} type="date" width="10" required />
        <TextInput {...text('addressee')} label={t('dispatch.addressee')} required autoComplete="off" />
        <Select
          {...text('honorific')}
          label={t('dispatch.honorific')}
          width="5"
          emptyLabel={null}
          options={HONORIFICS.map((one) => ({
            value: one,
            label: one === '' ? t('dispatch.honorificNone') : one,
          }))}
        />
        <Select
          {...text('sender')}
          label={t('dispatch.sender')}
          hint={t('dispatch.senderHint')}
          required
          width="full"
          options={senders.map(({ id, title, name }) => ({ value: id, label: `${title}　${name}`.trim() }))}
        />
        <TextInput {...text('subject')} label={t('records.subject')} required autoComplete="off" />
        <Textarea {...text('body')} label={t('dispatch.body')} rows={10} required maxLength={BODY_LIMIT} />
        <Textarea {...text('notes')} label={t('dispatch.notes')} hint={t('dispatch.notesHint')} rows={4} />
        <RadioGroup
          {...text('seal')}
          label={t('dispatch.seal.label')}
          required
          options={[
            {
              value: 'electronic',
              label: t('dispatch.seal.electronic'),
              hint: t('dispatch.seal.electronicHint'),
            },
            ...seals.map(({ id, title }) => ({
              value: pictureChoice(id),
              label: title,
              hint: t('dispatch.seal.pictureHint'),
            })),
            { value: 'omitted', label: t('dispatch.seal.omitted'), hint: t('dispatch.seal.omittedHint') },
          ]}
        />
        <RadioGroup
          {...text('way')}
          label={t('dispatch.way.label')}
          required
          options={WAYS.map((one) => ({
            value: one,
            label: t(WAY_WORDS[one]),
            hint: t(`dispatch.wayHint.${one}`),
          }))}
        />
        <Textarea
          {...text('address')}
          label={t('dispatch.address')}
          hint={t('dispatch.addressHint')}
          rows={3}
        />
        <TextInput {...text('mail')} label={t('dispatch.mail')} type="email" autoComplete="off" />
        <TextInput
          {...text('caseNumber')}
          label={t('dispatch.caseNumber')}
          hint={t('dispatch.caseNumberHint')}
          width="20"
          autoComplete="off"
        />
        <ButtonRow>
          <Button type="submit">{t('dispatch.issue.submit')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};

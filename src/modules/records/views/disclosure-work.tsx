import { localize } from '#kernel/i18n/locales.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import type { PageContext } from '#ui/page.js';
import type { DisclosureRules } from '../definition.js';
import { DECISIONS, DELIVERIES } from '../disclosure.js';
import { pictureChoice } from '../issue.js';
import type { OpenedDisclosure } from '../service/disclosures.js';
import type { Typed } from '../typed.js';
import { issueMark } from './issue-words.js';
import { DECISION_WORDS, REASON_LIMIT } from './words.js';

export interface DisclosurePageProps {
  page: PageContext;
  data: OpenedDisclosure;
  rules: DisclosureRules;
  years: readonly number[];
  unitOf(unit: string): string;
  typed: Typed;
}

const placeOf = ({ page: { base }, data: { disclosure } }: DisclosurePageProps): string =>
  `${base}/staff/records/disclosures/${disclosure.id}`;

/** The letter with the decision: to be read once it has its seal, and on its way as an outgoing document. */
export const LetterPart = (props: DisclosurePageProps) => {
  const { page, data } = props;
  const { t, base } = page;
  const { disclosure, letterState } = data;
  const isMade = letterState === null || letterState === 'ready' || letterState === 'dispatched';
  return (
    <Section title={t('copies.letter')}>
      {letterState && (
        <p>
          <StatusTag {...issueMark(t, letterState)} />
        </p>
      )}
      <ButtonRow>
        {isMade && (
          <ButtonLink href={`${placeOf(props)}/letter.pdf`} variant="secondary">
            {t('records.disclosure.letter')}
          </ButtonLink>
        )}
        {disclosure.letter && (
          <ButtonLink href={`${base}/staff/records/documents/${disclosure.letter}#issue`} variant="secondary">
            {t('copies.letterDocument')}
          </ButtonLink>
        )}
      </ButtonRow>
    </Section>
  );
};

const Decide = (props: DisclosurePageProps) => {
  const { page, data, rules, typed } = props;
  const { t } = page;
  const text = (id: string) => ({ t, id, value: typed.values[id], error: typed.errors[id] });
  return (
    <Section title={t('records.disclosure.decide')}>
      <Form t={t} action={`${placeOf(props)}/decide`} hidden={{ revision: String(data.disclosure.revision) }}>
        <RadioGroup
          {...text('decision')}
          label={t('records.disclosure.decision')}
          required
          options={DECISIONS.map((one) => ({ value: one, label: t(DECISION_WORDS[one]) }))}
        />
        <Textarea
          {...text('reason')}
          label={t('records.disclosure.reason')}
          hint={t('records.disclosure.reasonHint')}
          rows={3}
          maxLength={REASON_LIMIT}
        />
        {rules.rates.map(({ id, title, per, yen }) => (
          <TextInput
            {...text(`copies-${id}`)}
            label={localize(title, t.locale)}
            hint={t(`copies.rate.${per}`, { yen: t.yen(yen) })}
            suffix={t(`copies.per.${per}`)}
            inputMode="numeric"
            width="5"
          />
        ))}
        <Textarea
          {...text('waiver')}
          label={t('dispatch.disclosure.waiver')}
          hint={t('dispatch.disclosure.waiverHint', { article: rules.article })}
          rows={2}
          maxLength={REASON_LIMIT}
        />
        <TextInput
          {...text('caseNumber')}
          label={t('dispatch.disclosure.caseNumber')}
          hint={t('dispatch.disclosure.caseNumberHint')}
          width="20"
          autoComplete="off"
        />
        <RadioGroup
          {...text('seal')}
          label={t('dispatch.seal.label')}
          value={typed.values.seal ?? 'electronic'}
          options={[
            {
              value: 'electronic',
              label: t('dispatch.seal.electronic'),
              hint: t('dispatch.seal.electronicHint'),
            },
            ...data.seals.map(({ id, title }) => ({
              value: pictureChoice(id),
              label: title,
              hint: t('dispatch.seal.pictureHint'),
            })),
          ]}
        />
        {!data.maySeal && <p>{t('copies.sealWaits')}</p>}
        <ButtonRow>
          <Button type="submit">{t('records.disclosure.decideButton')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

const Extend = (props: DisclosurePageProps & { latest: Temporal.PlainDate }) => {
  const { page, data, typed, latest } = props;
  const { t } = page;
  const text = (id: string) => ({ t, id, value: typed.values[id], error: typed.errors[id] });
  return (
    <Section title={t('records.disclosure.extend')}>
      <Form t={t} action={`${placeOf(props)}/extend`} hidden={{ revision: String(data.disclosure.revision) }}>
        <TextInput
          {...text('until')}
          label={t('records.disclosure.due')}
          hint={t('records.disclosure.until', { day: t.date(latest) })}
          type="date"
          width="10"
          required
        />
        <Textarea
          {...text('extension')}
          label={t('records.reason')}
          rows={3}
          maxLength={REASON_LIMIT}
          required
        />
        <ButtonRow>
          <Button type="submit" variant="secondary">
            {t('records.extend.button')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

const Deliver = (props: DisclosurePageProps) => {
  const { page, data, typed } = props;
  const { t, base } = page;
  const { disclosure, payment } = data;
  const ways = DELIVERIES.filter((one) => one !== 'my' || disclosure.recipient !== null);
  return (
    <Section title={t('dispatch.disclosure.delivery')}>
      {payment && payment.state !== 'paid' && (
        <p>
          {t('dispatch.disclosure.unpaid')}{' '}
          <a href={`${base}/staff/payments/${payment.id}`}>{t('dispatch.disclosure.payment')}</a>
        </p>
      )}
      <Form t={t} action={`${placeOf(props)}/deliver`} hidden={{ revision: String(disclosure.revision) }}>
        <RadioGroup
          t={t}
          id="way"
          label={t('dispatch.way.label')}
          value={typed.values.way ?? (disclosure.recipient === null ? 'counter' : 'my')}
          error={typed.errors.way}
          options={ways.map((one) => ({
            value: one,
            label: t(`dispatch.disclosure.${one}`),
            ...(one === 'my' && { hint: t('copies.myHint') }),
          }))}
        />
        <Button type="submit">{t('dispatch.disclosure.done')}</Button>
      </Form>
    </Section>
  );
};

/** What can be done with a request now. */
export const DisclosureWork = (props: DisclosurePageProps) => {
  const { disclosure, extendable, mayWork, mayDecide } = props.data;
  return (
    <>
      {mayDecide && <Decide {...props} />}
      {extendable && mayWork && <Extend {...props} latest={extendable} />}
      {disclosure.state === 'decided' && mayWork && <Deliver {...props} />}
    </>
  );
};

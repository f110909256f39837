import { formatReference, type ReferenceNumber } from '#kernel/values/reference-number.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { TextInput } from '#ui/components/text-input.js';
import type { PageContext } from '#ui/page.js';
import type { Delivery } from '../definition.js';
import type { Certificate, HandOver } from '../model.js';
import { formatPickUpCode, type PickUpCode } from '../pick-up-code.js';

const BY = {
  counter: 'result.by.counter',
  kiosk: 'result.by.kiosk',
  post: 'result.by.post',
} as const satisfies Record<HandOver, string>;

const HandedOver = ({
  page: { t },
  handedOver,
}: {
  page: PageContext;
  handedOver: Certificate['handedOver'];
}) =>
  handedOver && (
    <p>{t('result.pickUp.handedOver', { at: t.dateTime(handedOver.at), by: t(BY[handedOver.by]) })}</p>
  );

/** For the applicant: the two numbers with which the document is picked up. */
export const PickUpSection = ({
  page,
  number,
  certificate,
  code,
}: {
  page: PageContext;
  number: ReferenceNumber;
  certificate: Certificate;
  code: PickUpCode | null;
}) => {
  const { t, base } = page;
  if (certificate.handedOver) return <HandedOver page={page} handedOver={certificate.handedOver} />;
  if (code === null || certificate.revokedAt) return null;
  return (
    <Section title={t('result.pickUp.title')} level={3}>
      <p>{t('result.pickUp.text')}</p>
      <DescriptionList
        items={[
          { term: t('result.pickUp.number'), value: <span class="code">{formatReference(number)}</span> },
          { term: t('result.pickUp.code'), value: <span class="code">{formatPickUpCode(code)}</span> },
        ]}
      />
      <p>
        <a href={`${base}/kiosk?number=${number}`}>{t('result.pickUp.kiosk')}</a>
      </p>
    </Section>
  );
};

/** For staff: what is left to do so that the paper reaches the person. */
export const HandOverSection = ({
  page,
  caseId,
  delivery,
  certificate,
  typed = '',
  error,
}: {
  page: PageContext;
  caseId: string;
  delivery: Delivery | null;
  certificate: Certificate;
  typed?: string;
  error?: string | undefined;
}) => {
  const { t, base } = page;
  const href = `${base}/staff/cases/${caseId}`;
  if (certificate.handedOver) return <HandedOver page={page} handedOver={certificate.handedOver} />;
  if (certificate.revokedAt || (delivery !== 'counter' && delivery !== 'post')) return null;
  return (
    <Section title={t('template.handOver.title')} level={3} id="hand-over">
      {delivery === 'post' && (
        <p>
          <a href={`${href}/address-sheet.pdf`}>{t('template.handOver.sheet')}</a>
        </p>
      )}
      <Form t={t} action={`${href}/hand-over`} hidden={{ by: delivery }}>
        {delivery === 'counter' && (
          <TextInput
            t={t}
            id="code"
            label={t('template.handOver.code')}
            hint={t('template.handOver.codeHint')}
            value={typed}
            error={error}
            width="10"
            autoComplete="off"
          />
        )}
        <ButtonRow>
          <Button type="submit" variant="secondary">
            {t(delivery === 'counter' ? 'template.handOver.counter' : 'template.handOver.post')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { TextInput } from '#ui/components/text-input.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import { formatPickUpCode } from '../pick-up-code.js';
import type { PickUp, PickUpFault, TypedPickUp } from '../service/hand-over.js';

const FAULTS = {
  numberMistyped: { word: 'result.kiosk.numberMistyped', field: 'number' },
  codeMistyped: { word: 'result.kiosk.codeMistyped', field: 'code' },
  noMatch: { word: 'result.kiosk.noMatch', field: 'code' },
  locked: { word: 'result.kiosk.locked', field: null },
  revoked: { word: 'result.kiosk.revoked', field: null },
  received: { word: 'result.kiosk.received', field: null },
} as const satisfies Record<PickUpFault, { word: MessageKey; field: 'number' | 'code' | null }>;

const NUMBER_EXAMPLE = 'K7M-349-XRT';
const CODE_EXAMPLE = '4K7-M0X';

export const KioskPage = ({
  page,
  typed,
  fault,
}: {
  page: PageContext;
  typed: TypedPickUp;
  fault?: PickUpFault;
}) => {
  const { t, base } = page;
  const wrong = fault && FAULTS[fault];
  const errorAt = (field: 'number' | 'code') => (wrong?.field === field ? t(wrong.word) : undefined);
  return (
    <CitizenPage
      page={page}
      title={t('result.kiosk.title')}
      lead={t('result.kiosk.lead')}
      errors={wrong?.field ? [{ id: wrong.field, text: t(wrong.word) }] : []}
      isPrivate
    >
      {wrong && wrong.field === null && <NotificationBanner t={t} kind="error" title={t(wrong.word)} />}
      <Form t={t} action={`${base}/kiosk`}>
        <TextInput
          t={t}
          id="number"
          label={t('result.pickUp.number')}
          hint={t('result.kiosk.numberHint', { example: NUMBER_EXAMPLE })}
          value={typed.number}
          error={errorAt('number')}
          required
          width="20"
          autoComplete="off"
        />
        <TextInput
          t={t}
          id="code"
          label={t('result.pickUp.code')}
          hint={t('result.kiosk.codeHint', { example: CODE_EXAMPLE })}
          value={typed.code}
          error={errorAt('code')}
          required
          width="10"
          autoComplete="off"
        />
        <ButtonRow>
          <Button type="submit" size="large">
            {t('result.kiosk.next')}
          </Button>
        </ButtonRow>
      </Form>
    </CitizenPage>
  );
};

/** What is picked up, before it is printed: nothing about the person, for others may stand behind them. */
export const KioskConfirmPage = ({
  page,
  ready,
}: {
  page: PageContext;
  ready: Extract<PickUp, { kind: 'ready' }>;
}) => {
  const { t, base } = page;
  return (
    <CitizenPage page={page} title={t('result.kiosk.confirm')} isPrivate>
      <DescriptionList
        items={[
          { term: t('procedure.verify.document'), value: localize(ready.title, t.locale) },
          {
            term: t('result.pickUp.number'),
            value: <span class="code">{formatReference(ready.number)}</span>,
          },
        ]}
      />
      <Form
        t={t}
        action={`${base}/kiosk/document`}
        hidden={{ number: ready.number, code: formatPickUpCode(ready.code) }}
      >
        <p>{t('result.kiosk.printText')}</p>
        <ButtonRow>
          <Button type="submit" size="large" icon="download">
            {t('result.kiosk.print')}
          </Button>
          <ButtonLink href={`${base}/kiosk`} variant="tertiary" size="large">
            {t('result.kiosk.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </CitizenPage>
  );
};

import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { Button } from '#ui/components/button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { SandboxChoice } from '../service/sandbox-site.js';
import type { SandboxSession } from '../store/sandbox.js';
import { WAY_WORDS } from './words.js';

const CHOICE_WORDS = {
  pay: 'paymentSandbox.choice.pay',
  payLate: 'paymentSandbox.choice.payLate',
  payTold2: 'paymentSandbox.choice.payTold2',
  payUntold: 'paymentSandbox.choice.payUntold',
  decline: 'paymentSandbox.choice.decline',
  number: 'paymentSandbox.choice.number',
} as const satisfies Record<SandboxChoice, MessageKey>;

/** The page of the sandbox provider: what another company's site would be. */
export const SandboxPage = ({
  page,
  session,
  choices,
}: {
  page: PageContext;
  session: SandboxSession;
  choices: readonly SandboxChoice[];
}) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t(session.state === 'waiting' ? 'paymentSandbox.shopTitle' : 'paymentSandbox.title')}
      isPrivate
    >
      <NotificationBanner t={t} kind="info" title={t('paymentSandbox.notice')} />
      <DescriptionList
        items={[
          { term: t('payment.what'), value: session.title },
          { term: t('payment.amount'), value: <strong>{t.yen(session.amount)}</strong> },
          { term: t('payment.paid.way'), value: t(WAY_WORDS[session.way]) },
          ...(session.shopNumber === null
            ? []
            : [
                { term: t('paymentSandbox.number'), value: <span class="code">{session.shopNumber}</span> },
                { term: t('paymentSandbox.until'), value: t.dateTime(session.until) },
              ]),
        ]}
      />
      {choices.length === 0 ? (
        <p>{t('paymentSandbox.closed')}</p>
      ) : (
        <Form t={t} action={`${base}/payment/sandbox/${session.id}`}>
          <ul class="next-steps">
            {choices.map((choice, index) => (
              <li>
                <Button
                  type="submit"
                  name="choice"
                  value={choice}
                  variant={choice === 'decline' ? 'danger' : index === 0 ? 'primary' : 'secondary'}
                >
                  {t(CHOICE_WORDS[choice])}
                </Button>
              </li>
            ))}
          </ul>
        </Form>
      )}
      <p>
        <a href={session.returnTo}>{t('paymentSandbox.back')}</a>
      </p>
    </CitizenPage>
  );
};

import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import type { PageContext } from '#ui/page.js';

/** What a second person decides on a refund; on one's own there is nothing to decide. */
export const RefundDecision = ({
  page: { t, base },
  refund: { id, amount },
  isOwn,
}: {
  page: PageContext;
  refund: { id: string; amount: number };
  isOwn: boolean;
}) =>
  isOwn ? (
    <p>{t('paymentDesk.refund.own')}</p>
  ) : (
    <Form t={t} action={`${base}/staff/payments/refunds/${id}`}>
      <ButtonRow>
        <Button
          type="submit"
          name="decision"
          value="approve"
          size="small"
          confirm={{
            question: t('paymentDesk.refund.question', { amount: t.yen(amount) }),
            proceed: t('paymentDesk.refund.approve'),
            cancel: t('common.back'),
          }}
        >
          {t('paymentDesk.refund.approve')}
        </Button>
        <Button type="submit" name="decision" value="dismiss" size="small" variant="secondary">
          {t('paymentDesk.refund.dismiss')}
        </Button>
      </ButtonRow>
    </Form>
  );

import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { Form } from '#ui/components/form.js';
import type { PageContext } from '#ui/page.js';
import type { RefundDecisionStanding } from '../service/refund-decisions.js';

interface RefundDecisionProps {
  page: PageContext;
  refund: { id: string; amount: number };
  isOwn: boolean;
  /** Absent where the town asks for no decision. */
  standing?: RefundDecisionStanding | undefined;
}

/**
 * What a second person decides on a refund; on one's own there is nothing to decide. Where the table of authority asks
 * for a decision, its route comes first.
 */
export const RefundDecision = ({ page, refund: { id, amount }, isOwn, standing }: RefundDecisionProps) => {
  const { t, base } = page;
  const isOpen = standing === null || standing?.state === 'withdrawn';
  const isOnItsWay = standing && !isOpen && standing.state !== 'decided';
  return (
    <>
      {standing && !isOpen && (
        <p>
          <a href={`${base}/staff/decisions/${standing.draft}`}>
            {t(isOnItsWay ? 'refundDecision.onItsWay' : 'refundDecision.decided')}
          </a>
        </p>
      )}
      {isOnItsWay ? null : isOwn && !isOpen ? (
        <p>{t('paymentDesk.refund.own')}</p>
      ) : (
        <Form t={t} action={`${base}/staff/payments/refunds/${id}`}>
          <ButtonRow>
            {isOpen ? (
              <Button type="submit" name="decision" value="putUp" size="small">
                {t('refundDecision.putUp')}
              </Button>
            ) : (
              <ConfirmButton
                id={`approve-${id}`}
                name="decision"
                value="approve"
                variant="primary"
                size="small"
                label={t('paymentDesk.refund.approve')}
                question={t('paymentDesk.refund.question', { amount: t.yen(amount) })}
                cancel={t('common.back')}
              />
            )}
            {!isOwn && (
              <Button type="submit" name="decision" value="dismiss" size="small" variant="secondary">
                {t('paymentDesk.refund.dismiss')}
              </Button>
            )}
          </ButtonRow>
        </Form>
      )}
    </>
  );
};

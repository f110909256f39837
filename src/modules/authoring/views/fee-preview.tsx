import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Cost, type Procedure } from '#modules/procedure/api.js';
import { feeExamples } from '../fee-examples.js';
import type { Seen } from '../service/previewing.js';

/** What is said of the fee before the application, and what made-up answers would cost at its end. */
export const FeePreview = ({ t, procedure, seen }: { t: Translator; procedure: Procedure; seen: Seen }) => {
  const examples = feeExamples(procedure, seen.today);
  return (
    <div class="phone-preview">
      <p class="preview-title">{t('editor.preview.feeStart')}</p>
      <Cost t={t} fee={procedure.fee} waysToPay={seen.waysToPay} />
      {examples.length > 0 && (
        <>
          <p class="preview-title">{t('editor.preview.feeExamples')}</p>
          <ul>
            {examples.map(({ answers, due }) => (
              <li>
                {answers.length > 0 &&
                  `${answers.map(({ question, answer }) => `${question}：${answer}`).join('、')} → `}
                <strong>{t.yen(due.amount)}</strong>
                {due.reason && <span class="muted">（{localize(due.reason, t.locale)}）</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};

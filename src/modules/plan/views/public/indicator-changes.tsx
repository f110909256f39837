import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { langOf } from '#kernel/i18n/lang-of.js';
import type { PageContext } from '#ui/page.js';
import type { IndicatorChange } from '../../definition.js';
import { yearWords } from '../words.js';

const KINDS = {
  added: 'plan.indicatorChange.added',
  reworded: 'plan.indicatorChange.reworded',
  retargeted: 'plan.indicatorChange.retargeted',
  ended: 'plan.indicatorChange.ended',
} as const satisfies Record<IndicatorChange['kind'], MessageKey>;

/** What the plan itself says about changes of the indicator over the years. */
export const IndicatorChanges = ({
  page: { t },
  changes,
}: {
  page: PageContext;
  changes: readonly IndicatorChange[];
}) => {
  if (changes.length === 0) return null;
  const lang = langOf(t);
  return (
    <div>
      <p>
        <b>{t('measure.field.changes')}</b>
      </p>
      <ul>
        {changes.map(({ fiscalYear, kind, from, to, reason }) => (
          <li>
            {t('plan.indicatorChange.line', { year: yearWords(t, fiscalYear), kind: t(KINDS[kind]) })}
            {from && (
              <>
                <del lang={lang}>{from}</del>
                {to && ' → '}
              </>
            )}
            {to && <ins lang={lang}>{to}</ins>}
            {reason && (
              <span class="muted">
                {t('plan.indicatorChange.reason')}
                <span lang={lang}>{reason}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};

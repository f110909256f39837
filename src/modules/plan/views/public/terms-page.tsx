import { langOf } from '#kernel/i18n/lang-of.js';
import { EmptyState } from '#ui/components/empty-state.js';
import type { PageContext } from '#ui/page.js';
import type { PlanView } from '../../model.js';

import { PlanFrame } from './frame.js';
import { termId } from './terms.js';

/** The plan's glossary; each term has an address of its own. */
export const TermsPage = ({ page, plan: { plan } }: { page: PageContext; plan: PlanView }) => {
  const { t } = page;
  return (
    <PlanFrame
      page={page}
      title={t('plan.terms.title')}
      lead={t('plan.terms.lead', { count: plan.terms.length })}
      crumbs={[{ label: t('plan.nav.terms') }]}
    >
      {plan.terms.length === 0 ? (
        <EmptyState title={t('plan.terms.none')} icon="list" />
      ) : (
        <dl class="description-list" lang={langOf(t)}>
          {plan.terms.map(({ term, reading, meaning }) => (
            <div id={termId(term)}>
              <dt>
                {term}
                {reading && <span>（{reading}）</span>}
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
    </PlanFrame>
  );
};

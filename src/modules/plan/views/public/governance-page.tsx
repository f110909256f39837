import { langOf } from '#kernel/i18n/lang-of.js';
import { Badge } from '#ui/components/badge.js';
import { Card, Cards } from '#ui/components/card.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import type { Body } from '../../definition.js';
import type { PlanView } from '../../model.js';
import { bodyKindWords } from '../words.js';
import { PlanFrame } from './frame.js';

const bodyId = (id: string): string => `body-${id}`;

/** Who reports to whom, as a list within a list: reads the same aloud, on paper and on a phone. */
const Tree = ({
  page,
  bodies,
  under,
}: {
  page: PageContext;
  bodies: readonly Body[];
  under: string | undefined;
}) => {
  const own = bodies.filter(({ reportsTo }) => reportsTo === under);
  if (own.length === 0) return null;
  return (
    <ul>
      {own.map(({ id, name }) => (
        <li>
          <a href={`#${bodyId(id)}`} lang={langOf(page.t)}>
            {name}
          </a>
          <Tree page={page} bodies={bodies} under={id} />
        </li>
      ))}
    </ul>
  );
};

const BodyCard = ({
  page: { t },
  body,
  bodies,
}: {
  page: PageContext;
  body: Body;
  bodies: readonly Body[];
}) => {
  const lang = langOf(t);
  const above = bodies.find(({ id }) => id === body.reportsTo);
  return (
    <Card
      id={bodyId(body.id)}
      title={body.name}
      lang={lang}
      mark={<Badge>{bodyKindWords(t, body.kind)}</Badge>}
    >
      <p lang={lang}>{body.role}</p>
      {body.members.length > 0 && (
        <p>
          {t('plan.governance.members')}
          <span lang={lang}>{body.members.join('、')}</span>
        </p>
      )}
      {above && (
        <p>
          {t('plan.governance.reportsTo')}
          <a href={`#${bodyId(above.id)}`} lang={lang}>
            {above.name}
          </a>
        </p>
      )}
    </Card>
  );
};

/** Bodies and roles that carry the plan (推進体制). */
export const GovernancePage = ({ page, plan: { plan } }: { page: PageContext; plan: PlanView }) => {
  const { t } = page;
  const { bodies } = plan;
  return (
    <PlanFrame
      page={page}
      title={t('plan.nav.governance')}
      lead={t('plan.governance.lead', { count: bodies.length })}
      crumbs={[{ label: t('plan.nav.governance') }]}
    >
      {bodies.length === 0 ? (
        <EmptyState title={t('plan.governance.none')} icon="office" />
      ) : (
        <>
          {bodies.some(({ reportsTo }) => reportsTo) && (
            <Section title={t('plan.governance.tree')}>
              <Tree page={page} bodies={bodies} under={undefined} />
            </Section>
          )}
          <Section title={t('plan.governance.roles')}>
            <Cards>
              {bodies.map((body) => (
                <BodyCard page={page} body={body} bodies={bodies} />
              ))}
            </Cards>
          </Section>
        </>
      )}
      {plan.reviewCycle && (
        <Section title={t('plan.about.review')}>
          <p lang={langOf(t)}>{plan.reviewCycle}</p>
        </Section>
      )}
    </PlanFrame>
  );
};

import { MoreLink } from '#ui/components/link.js';
import { RatingTag, StageTag } from '#ui/components/plan-tags.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import { Stage } from '../../definition.js';
import { RATINGS } from '../../model.js';
import type { RatingRule } from '../../ratings.js';
import { SourceBadge } from '../source-badge.js';
import { PlanFrame } from './frame.js';

/** The marks of the plan pages and the rule behind them, as the catalogue states it. */
export const RatingsPage = ({ page, rule }: { page: PageContext; rule: RatingRule }) => {
  const { t, base } = page;
  const { ahead, onCourse } = rule.attainment;
  return (
    <PlanFrame
      page={page}
      title={t('measure.rule.title')}
      lead={t('plan.ratings.lead')}
      crumbs={[{ label: t('plan.nav.ratings') }]}
    >
      <Section title={t('plan.ratings.figures')}>
        <p>{t('measure.rule.attainment', { ahead, onCourse })}</p>
        <Table
          id="ratings"
          caption={t('plan.ratings.table')}
          isCaptionHidden
          columns={[
            {
              header: t('plan.table.rating'),
              cell: (rating) => <RatingTag t={t} rating={rating} />,
              isRowHeader: true,
            },
            {
              header: t('plan.ratings.attainment'),
              cell: (rating) => t(`plan.ratings.${rating}`, { ahead, onCourse }),
            },
          ]}
          rows={RATINGS}
        />
      </Section>
      <Section title={t('plan.ratings.special')}>
        <ul>
          <li>{t('measure.rule.milestone')}</li>
          <li>{t('measure.rule.running')}</li>
          <li>{t('measure.rule.target')}</li>
        </ul>
      </Section>
      <Section title={t('plan.ratings.measures')}>
        <p>{t('measure.rule.measure')}</p>
        <p>{t('plan.ratings.judgement')}</p>
      </Section>
      <Section title={t('plan.ratings.stages')}>
        <Table
          id="stages"
          caption={t('plan.ratings.stages')}
          isCaptionHidden
          columns={[
            {
              header: t('plan.filter.stage'),
              cell: (stage) => <StageTag t={t} stage={stage} />,
              isRowHeader: true,
            },
            { header: t('plan.ratings.meaning'), cell: (stage) => t(`plan.stageMeaning.${stage}`) },
          ]}
          rows={Stage.options}
        />
      </Section>
      <Section title={t('plan.ratings.sources')}>
        <p>
          <SourceBadge t={t} source="counted" /> {t('plan.ratings.counted')}
        </p>
        <p>
          <SourceBadge t={t} source="typed" /> {t('plan.ratings.typed')}
        </p>
      </Section>
      <p>
        <MoreLink href={`${base}/plan#measures`}>{t('plan.toMeasures')}</MoreLink>
      </p>
    </PlanFrame>
  );
};

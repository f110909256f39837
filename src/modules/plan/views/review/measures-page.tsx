import { ButtonLink } from '#ui/components/button.js';
import { RatingTag, StageTag } from '#ui/components/plan-tags.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { missingIn } from '../../completeness.js';
import type { PlanView } from '../../model.js';
import type { Abilities } from '../../service.js';

/** All measures for those who keep them: what is missing, how each stands. */
export const MeasuresPage = ({
  page,
  plan,
  abilities,
}: {
  page: PageContext;
  plan: PlanView;
  abilities: Abilities;
}) => {
  const { t, base } = page;
  const rows = plan.measures.map((measure) => ({
    measure,
    missing: missingIn(measure, plan.fiscalYear).length,
  }));
  return (
    <StaffPage
      page={page}
      title={t('review.desk.measures')}
      lead={t('review.desk.measuresLead')}
      breadcrumbs={[
        { label: t('review.desk.title'), href: `${base}/staff/plan` },
        { label: t('review.desk.measures') },
      ]}
      actions={
        abilities.edit && (
          <ButtonLink href={`${base}/staff/plan/measures/new`} variant="secondary">
            {t('review.desk.newMeasure')}
          </ButtonLink>
        )
      }
    >
      <Table
        id="measures"
        caption={t('review.desk.measures')}
        isCaptionHidden
        rows={rows}
        columns={[
          { header: t('review.table.number'), nowrap: true, cell: ({ measure }) => measure.label },
          {
            header: t('review.table.measure'),
            isRowHeader: true,
            cell: ({ measure }) => (
              <a href={`${base}/staff/plan/measures/${measure.number}`} lang="ja">
                {measure.title}
              </a>
            ),
          },
          { header: t('review.table.department'), cell: ({ measure }) => measure.departments.join('、') },
          {
            header: t('review.table.stage'),
            cell: ({ measure }) => <StageTag t={t} stage={measure.stage} />,
          },
          {
            header: t('review.table.rating'),
            cell: ({ measure }) => <RatingTag t={t} rating={measure.rating} />,
          },
          {
            header: t('review.table.missing'),
            cell: ({ missing }) =>
              missing === 0 ? t('review.table.complete') : t('review.table.count', { count: missing }),
          },
        ]}
      />
    </StaffPage>
  );
};

import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Harvest, HarvestReport } from '../harvest.js';
import type { HarvestFaults, TypedHarvest } from '../typed-harvest.js';
import type { SourceChoice } from './form-pages.js';
import { HarvestFields } from './harvest-page.js';

export interface HarvestsPageProps {
  page: PageContext;
  items: readonly Harvest[];
  next: string | null;
  isFirst: boolean;
  typed: TypedHarvest;
  faults: HarvestFaults;
  units: readonly SourceChoice[];
}

const Report = ({ page: { t }, report }: { page: PageContext; report: HarvestReport }) => {
  const { at, seen, added, changed, gone, own = 0, isWhole, faults, faultCount } = report;
  return (
    <>
      <p>{t('harvest.report', { at: t.dateTime(Temporal.Instant.from(at)), seen, added, changed, gone })}</p>
      {own > 0 && <p>{t('harvest.own', { count: own })}</p>}
      {!isWhole && <p>{t('harvest.notWhole')}</p>}
      {faultCount > 0 && (
        <>
          <p>{t('harvest.faults', { count: faultCount, shown: faults.length })}</p>
          <ul>
            {faults.map(({ fault, name }) => (
              <li>
                {name && `${name}：`}
                {t(`harvest.fault.${fault}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

const One = ({ page, harvest }: { page: PageContext; harvest: Harvest }) => {
  const { t, base } = page;
  const { id, title, address, prefix, state, report, wantedAt } = harvest;
  const isActive = state === 'active';
  return (
    <Section
      title={title}
      id={`harvest-${id}`}
      aside={<StatusTag tone={isActive ? 'active' : 'neutral'} label={t(`harvest.state.${state}`)} />}
    >
      <p>
        <a href={address}>{address}</a>（{prefix}-…）
      </p>
      {isActive && wantedAt && <p>{t('harvest.waiting')}</p>}
      {report ? <Report page={page} report={report} /> : <p>{t('harvest.notYet')}</p>}
      <Form t={t} action={`${base}/staff/datasets/harvests/${id}`}>
        <ButtonRow>
          {isActive && (
            <Button type="submit" variant="secondary" name="what" value="read">
              {t('harvest.read', { title })}
            </Button>
          )}
          <Button type="submit" variant="tertiary" name="what" value={isActive ? 'stop' : 'resume'}>
            {t(isActive ? 'harvest.stop' : 'harvest.resume', { title })}
          </Button>
          <ButtonLink href={`${base}/staff/datasets/harvests/${id}`} variant="tertiary">
            {t('harvest.mend', { title })}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Section>
  );
};

/** Catalogues of other city halls, what came of reading them, and a form for one more. */
export const HarvestsPage = (props: HarvestsPageProps) => {
  const { page, items, next, isFirst, typed, faults, units } = props;
  const { t, base } = page;
  const here = `${base}/staff/datasets/harvests`;
  const title = t('harvest.title');
  return (
    <StaffPage
      page={page}
      title={title}
      lead={t('harvest.lead')}
      breadcrumbs={[{ label: t('dataset.title'), href: `${base}/staff/datasets` }, { label: title }]}
      errors={Object.entries(faults).map(([id, key]) => ({ id, text: t(key) }))}
    >
      {items.length === 0 && isFirst && <EmptyState title={t('harvest.none')} icon="inbox" />}
      {items.map((harvest) => (
        <One page={page} harvest={harvest} />
      ))}
      {(next !== null || !isFirst) && (
        <Pagination
          t={t}
          countText={t.number(items.length)}
          previousHref={isFirst ? undefined : here}
          nextHref={next === null ? undefined : `${here}?before=${next}`}
        />
      )}
      <Section title={t('harvest.new')} id="new">
        <Form t={t} action={here}>
          <HarvestFields t={t} typed={typed} faults={faults} units={units} isNew />
          <ButtonRow>
            <Button type="submit">{t('harvest.enter')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </StaffPage>
  );
};

import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Draft } from '../model.js';
import { ja } from '../parts/texts.js';
import { changesNothing, TRIED_CASES, type TriedCase } from '../trial.js';
import { editorHref } from './hrefs.js';

/** A draft tried on the last applications: what each would have been told, without anybody's name. */
export const PastPage = ({
  page,
  draft,
  problems,
  tried,
}: {
  page: PageContext;
  draft: Draft;
  problems: number;
  /** Null: not yet tried. */
  tried: readonly TriedCase[] | null;
}) => {
  const { t } = page;
  const different = tried?.filter(({ trial }) => !changesNothing(trial)) ?? [];
  return (
    <StaffPage
      page={page}
      title={t('authoring.past.title', { title: ja(draft.document.title) || draft.procedure })}
      lead={t('authoring.past.lead', { count: TRIED_CASES })}
      back={{ href: editorHref(page, draft.procedure), label: t('authoring.backToOutline') }}
    >
      {problems > 0 && <p>{t('authoring.past.mendFirst', { count: problems })}</p>}
      {problems === 0 && tried === null && (
        <Form t={t} action={editorHref(page, draft.procedure, '/past')}>
          <p>{t('authoring.past.purpose')}</p>
          <ButtonRow>
            <Button type="submit">{t('authoring.past.try')}</Button>
          </ButtonRow>
        </Form>
      )}
      {tried !== null && (
        <>
          <p>
            {tried.length === 0
              ? t('authoring.past.none')
              : t('authoring.past.result', { count: tried.length, different: different.length })}
          </p>
          {different.map((one) => (
            <Section
              title={t('authoring.past.case', {
                number: one.number,
                date: t.date(one.day),
              })}
            >
              <TrialList page={page} tried={one} />
            </Section>
          ))}
        </>
      )}
    </StaffPage>
  );
};

const TrialList = ({ page: { t }, tried: { trial } }: { page: PageContext; tried: TriedCase }) => {
  const list = (items: readonly string[]) => items.map((item) => `「${item}」`).join('');
  return (
    <ul>
      {trial.refused.map((one) => (
        <li>{one}</li>
      ))}
      {trial.morePages.length > 0 && (
        <li>{t('authoring.past.morePages', { pages: list(trial.morePages) })}</li>
      )}
      {trial.fewerPages.length > 0 && (
        <li>{t('authoring.past.fewerPages', { pages: list(trial.fewerPages) })}</li>
      )}
      {trial.unasked.length > 0 && <li>{t('authoring.past.unasked', { fields: list(trial.unasked) })}</li>}
      {trial.fee && (
        <li>{t('authoring.past.fee', { before: t.yen(trial.fee.before), after: t.yen(trial.fee.after) })}</li>
      )}
    </ul>
  );
};

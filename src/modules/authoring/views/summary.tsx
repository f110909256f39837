import { LOCALE_NAMES } from '#kernel/i18n/locales.js';
import type { SummaryRow } from '#ui/components/summary-list.js';
import type { PageContext } from '#ui/page.js';
import { readFee } from '../fee-shape.js';
import type { Draft } from '../model.js';
import { conditionWords, formOf } from '../parts/condition-words.js';
import { missingByLocale } from '../parts/languages.js';
import { ja } from '../parts/texts.js';
import { partHref } from './hrefs.js';

/** What stands in each part besides the questions, in a few words. */
export function summaryRows(page: PageContext, draft: Draft, isOpen: boolean): SummaryRow[] {
  const { t } = page;
  const { document } = draft;
  const row = (term: string, value: SummaryRow['value'], part: string): SummaryRow => ({
    term,
    value,
    ...(isOpen && { changeHref: partHref(page, draft.procedure, part) }),
  });
  const { output, review, retention } = document;
  return [
    row(t('authoring.general.title'), ja(document.summary), 'general'),
    row(t('authoring.fee.title'), <FeeSummary page={page} draft={draft} isOpen={isOpen} />, 'fee'),
    row(
      t('authoring.output.title'),
      !output || output.kind === 'none'
        ? t('authoring.output.kind.none')
        : `${t(`authoring.output.kind.${output.kind}`)}：${ja(output.title)}`,
      'output',
    ),
    row(
      t('authoring.review.title'),
      t('authoring.review.summary', {
        by: t(`authoring.review.by.${review?.decidedBy ?? 'clerk'}`),
        checks: review?.checks?.length ?? 0,
        steps: review?.steps?.length ?? 0,
      }),
      'review',
    ),
    row(
      t('authoring.rules.title'),
      retention ? t('authoring.rules.summary', { years: retention.years }) : '',
      'rules',
    ),
    {
      term: t('authoring.languages.all'),
      value: (
        <ul class="editor-languages">
          {missingByLocale(document).map(({ locale, missing, total }) => {
            const text = `${LOCALE_NAMES[locale]}：${missing === 0 ? t('authoring.languages.whole') : t('authoring.languages.missing', { missing, total })}`;
            return (
              <li>
                {isOpen ? (
                  <a href={partHref(page, draft.procedure, 'languages', `${locale}:start`)}>{text}</a>
                ) : (
                  text
                )}
              </li>
            );
          })}
        </ul>
      ),
    },
  ];
}

const FeeSummary = ({ page, draft, isOpen }: { page: PageContext; draft: Draft; isOpen: boolean }) => {
  const { t } = page;
  const { document } = draft;
  if (!document.fee) return <>{t('authoring.fee.mode.none')}</>;
  const shape = readFee(document.fee.amount, formOf(document));
  return (
    <>
      <p>{ja(document.fee.text)}</p>
      {shape.mode === 'formula' && (
        <p class="muted">{t('authoring.condition.formula', { source: shape.source })}</p>
      )}
      <ul>
        {document.fee.reductions?.map(({ when, reason }, at) => {
          const words = t('authoring.reduction.summary', {
            words: conditionWords(t, when, formOf(document)),
            reason: ja(reason),
          });
          return (
            <li>
              {isOpen ? (
                <a href={partHref(page, draft.procedure, 'reduction', String(at))}>{words}</a>
              ) : (
                words
              )}
            </li>
          );
        })}
      </ul>
      {isOpen && (
        <a href={partHref(page, draft.procedure, 'reduction', 'new')}>{t('authoring.reduction.add')}</a>
      )}
    </>
  );
};

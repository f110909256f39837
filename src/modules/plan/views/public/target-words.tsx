import type { Translator } from '#kernel/i18n/translate.js';
import { Quoting } from '#ui/components/quoting.js';
import type { IndicatorView, IndicatorYear } from '../../model.js';
import { figureWithUnit, yearWords } from '../words.js';

interface TargetWordsProps {
  t: Translator;
  indicator: IndicatorView;
  year: IndicatorYear | null | undefined;
}

/** 目標 20件/日（2026年度）; that there is none, where there is none. */
export const TargetWords = ({ t, indicator, year }: TargetWordsProps) => {
  if (!year || year.target === null) return <>{t('plan.figure.noTarget')}</>;
  const target = figureWithUnit(t, indicator, year.target);
  return (
    <Quoting
      t={t}
      text={target}
      sentence={t('plan.figure.target', { target, year: yearWords(t, year.fiscalYear) })}
    />
  );
};

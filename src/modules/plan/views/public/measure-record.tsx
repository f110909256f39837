import type { Child } from 'hono/jsx';
import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Details } from '#ui/components/details.js';
import { Quoting } from '#ui/components/quoting.js';
import { Timeline } from '#ui/components/timeline.js';
import type { PageContext } from '#ui/page.js';
import type { Missing } from '../../completeness.js';
import type { Changer, MeasureVersion, PlanView } from '../../model.js';
import { changeWords } from '../change-words.js';

/** As what somebody changed it: 課長（市民課）. Persons are not named. */
const changerWords = (t: Translator, { title, unitName }: Changer): Child =>
  title === null ? (
    t('plan.history.bySystem')
  ) : (
    <span lang={langOf(t)}>{unitName === null ? title : `${title}（${unitName}）`}</span>
  );

/** Versions of the sheet, newest first, each with what it changed. */
export const History = ({
  page: { t },
  plan,
  versions,
}: {
  page: PageContext;
  plan: PlanView;
  versions: readonly MeasureVersion[];
}) => (
  <Timeline
    entries={versions.map(({ change, changedAt, by, reason, changes }) => ({
      at: t.dateTime(changedAt),
      by: by && changerWords(t, by),
      title: t(`measure.change.${change}`),
      text: (
        <>
          {change === 'loaded' && (
            <p class="muted">
              {t('plan.history.loadedFrom')}
              <span lang={langOf(t)}>{plan.plan.source.title}</span>
            </p>
          )}
          {reason && <p lang={langOf(t)}>{reason}</p>}
          {changes.map((one) => (
            <p>{changeWords(t, one)}</p>
          ))}
        </>
      ),
    }))}
  />
);

/** What a complete sheet would also say. */
export const MissingList = ({ page: { t }, missing }: { page: PageContext; missing: readonly Missing[] }) =>
  missing.length === 0 ? (
    <p>{t('plan.missing.nothing')}</p>
  ) : (
    <Details summary={t('plan.missing.summary', { count: missing.length })}>
      <p>{t('plan.missing.text')}</p>
      <ul>
        {missing.map(({ code, params }) => (
          <li>
            <Quoting t={t} text={params.of} sentence={t(`measure.missing.${code}`, params)} />
          </li>
        ))}
      </ul>
    </Details>
  );

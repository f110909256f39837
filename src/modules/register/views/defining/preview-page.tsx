import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import type { DefinitionChange } from '../../defining/compare.js';
import type { OpenDraft } from '../../service/defining.js';
import type { ChangePreview } from '../../service/definitions.js';
import { labelText } from '../texts.js';
import { ApprovalForms, CameBack, type TypedStep } from './approval-forms.js';
import { DraftFrame, draftHref } from './draft-frame.js';
import { fieldMarks } from './field-marks.js';
import { LostLines } from './lost-lines.js';
import { Settings } from './settings.js';
import { changeText, problemPlace, problemText, titleOf } from './words.js';

interface PreviewProps {
  page: PageContext;
  previewed: OpenDraft & { changes: readonly DefinitionChange[]; rows: ChangePreview | null };
  /** What was typed into one of the forms, and what is wrong with it. */
  typed?: TypedStep;
  errors?: TypedStep;
  isConflict?: boolean;
}

/** What taking a draft into use would do: to the definition, and to its rows. */
export const PreviewPage = ({
  page,
  previewed,
  typed = {},
  errors = {},
  isConflict = false,
}: PreviewProps) => {
  const { t } = page;
  const { draft, base, problems, changes, rows } = previewed;
  const { document } = draft;
  const here = draftHref(page, draft.register);
  const isNothing = base !== null && changes.length === 0;
  return (
    <DraftFrame
      page={page}
      draft={draft}
      title={t('registerDesk.preview.title', { title: titleOf(t, document) })}
      errors={errors}
      isConflict={isConflict}
      unsaid={isConflict ? Object.values(typed).join('') : ''}
    >
      <CameBack page={page} opened={previewed} />
      {problems.length > 0 && (
        <Section title={t('registerDesk.mend')}>
          <ul class="editor-problems">
            {problems.map((problem) => {
              const { href, words } = problemPlace(t, here, document, problem);
              return (
                <li>
                  <a href={href}>{words}</a>
                  {t('authoring.problems.colon')}
                  {problemText(t, problem)}
                </li>
              );
            })}
          </ul>
        </Section>
      )}
      {document.key.length === 0 && (
        <NotificationBanner t={t} kind="info" title={t('registerDesk.preview.noKey')} />
      )}
      <Section title={t('registerDesk.preview.changes')}>
        {base === null ? (
          <>
            <p>{t('registerDesk.preview.isNew')}</p>
            <ol class="editor-fields">
              {document.fields.map((field) => (
                <li class="editor-field">
                  <p>
                    {labelText(t, field)}{' '}
                    <span class="muted">{fieldMarks(t, previewed, field).join('・')}</span>
                  </p>
                </li>
              ))}
            </ol>
          </>
        ) : isNothing ? (
          <p>{t('registerDesk.change.none')}</p>
        ) : (
          <ul>
            {changes.map((change) => (
              <li>{changeText(t, change)}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('registerDesk.settings')} id="settings">
        <Settings t={t} opened={previewed} isCompared />
      </Section>
      {base && rows && rows.rows > 0 && !isNothing && (
        <Section title={t('registerDesk.preview.rowsTitle')}>
          <ul>
            <li>{t('registerDesk.preview.rows', { count: rows.rows })}</li>
            <li>{t('registerDesk.preview.lost', { count: rows.lost })}</li>
            {rows.retired > 0 && <li>{t('registerDesk.preview.retired', { count: rows.retired })}</li>}
            {rows.blank > 0 && <li>{t('registerDesk.preview.blank', { count: rows.blank })}</li>}
            {rows.misplaced > 0 && <li>{t('registerDesk.preview.misplaced', { count: rows.misplaced })}</li>}
          </ul>
          {rows.looked < rows.rows && (
            <p>{t('registerDesk.preview.firstRows', { rows: rows.rows, looked: rows.looked })}</p>
          )}
          {rows.listed.length > 0 && (
            <>
              <p>{t(rows.lost > 0 ? 'registerDesk.lines.misfit' : 'registerDesk.lines.gone')}</p>
              <LostLines page={page} id="lost" lines={rows.listed} from={base} to={document} />
            </>
          )}
        </Section>
      )}
      {!isNothing && <ApprovalForms page={page} opened={previewed} typed={typed} errors={errors} />}
      <p>
        <a href={here}>{t('registerDesk.draftOf', { title: titleOf(t, document) })}</a>
      </p>
    </DraftFrame>
  );
};

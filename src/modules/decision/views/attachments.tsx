import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import type { AttachedFile, DraftView } from '../service/draft-view.js';

/** Files that are not what was attached; `refused`: that is why somebody's agreement was not taken. */
export const SpoiledFiles = ({
  page: { t },
  files,
  refused = false,
}: {
  page: PageContext;
  files: readonly AttachedFile[];
  refused?: boolean;
}) => {
  const spoiled = files.filter(({ isWhole }) => !isWhole);
  if (spoiled.length === 0) return null;
  return (
    <NotificationBanner
      t={t}
      kind="error"
      title={t(refused ? 'marks.spoiled.refused' : 'marks.spoiled.title')}
      announce={refused}
    >
      <p>{t('marks.spoiled.text')}</p>
      <ul>
        {spoiled.map(({ name }) => (
          <li>{name || t('marks.spoiled.nameless')}</li>
        ))}
      </ul>
    </NotificationBanner>
  );
};

/** The attachments to look at, with how many marks stand on them. */
export const Attachments = ({ page, view, here }: { page: PageContext; view: DraftView; here: string }) => {
  const { t } = page;
  if (view.files.length === 0) return null;
  return (
    <Section title={t('decision.files.title')}>
      <ul class="link-list" aria-label={t('decision.files.title')}>
        {view.files.map(({ file, name, mediaType, isWhole, marks }) => (
          <li>
            {isWhole ? <a href={`${here}/files/${file}`}>{name}</a> : name || t('marks.spoiled.nameless')}
            {mediaType === 'application/pdf' && isWhole && view.draft.state !== 'draft' && (
              <>
                {' '}
                <a href={`${here}/files/${file}/pages/1`}>{t('marks.open', { name, count: marks })}</a>
              </>
            )}
            {!isWhole && ` ${t('marks.spoiled.tag')}`}
          </li>
        ))}
      </ul>
    </Section>
  );
};

import type { Translator } from '#kernel/i18n/translate.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import type { FieldChange } from '../../model.js';
import { changeWords } from '../change-words.js';

/** Somebody else was first: what they changed, while what was typed stays in the form below. */
export const Conflict = ({ t, changes }: { t: Translator; changes: readonly FieldChange[] | null }) =>
  changes && (
    <NotificationBanner t={t} kind="warning" title={t('review.conflict.title')} announce>
      <p>{t('review.conflict.text')}</p>
      <ul>
        {changes.map((change) => (
          <li>{changeWords(t, change)}</li>
        ))}
      </ul>
    </NotificationBanner>
  );

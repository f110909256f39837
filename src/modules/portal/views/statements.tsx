import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { Section } from '#ui/components/section.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';

const WAYS = [
  'portal.accessibility.noScript',
  'portal.accessibility.keyboard',
  'portal.accessibility.size',
  'portal.accessibility.paper',
] as const satisfies MessageKey[];

export const AccessibilityPage = ({ page }: { page: PageContext }) => {
  const { t, city } = page;
  return (
    <CitizenPage page={page} title={t('portal.accessibilityTitle')} lead={t('portal.accessibility.aim')}>
      <Section title={t('portal.accessibility.ways')}>
        <ul>
          {WAYS.map((key) => (
            <li>{t(key)}</li>
          ))}
        </ul>
        <p>{t('portal.accessibility.tell', { phone: city.office.phone })}</p>
      </Section>
    </CitizenPage>
  );
};

const PROMISES = [
  'portal.privacy.purpose',
  'portal.privacy.look',
  'portal.privacy.journal',
  'portal.privacy.cookies',
] as const satisfies MessageKey[];

export const PrivacyPage = ({ page }: { page: PageContext }) => {
  const { t, city } = page;
  return (
    <CitizenPage page={page} title={t('portal.privacyTitle')}>
      <ul>
        {PROMISES.map((key) => (
          <li>{t(key)}</li>
        ))}
      </ul>
      <p>{t('portal.privacy.office', { name: city.name, phone: city.office.phone })}</p>
    </CitizenPage>
  );
};

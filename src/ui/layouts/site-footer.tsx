import { localize } from '#kernel/i18n/locales.js';
import { PhoneLink } from '#ui/components/phone-link.js';
import { Quoted, Quoting } from '#ui/components/quoting.js';
import type { PageContext } from '#ui/page.js';

export const SiteFooter = ({ page }: { page: PageContext }) => {
  const { t, base, city } = page;
  const links = [
    { label: t('ui.footer.accessibility'), href: `${base}/accessibility` },
    { label: t('ui.footer.privacy'), href: `${base}/privacy` },
    { label: t('ui.footer.api'), href: `${base}/api/openapi.json` },
    { label: t('ui.footer.staff'), href: `${base}/staff` },
  ];
  return (
    <footer class="site-footer">
      <div>
        <address>
          <b>{t(OFFICE_WORDS[city.kind], { name: city.name })}</b>
          <span>
            <Quoted t={t} text={city.office.address} />
          </span>
          <span>
            {t('ui.footer.phone')} <PhoneLink phone={city.office.phone} />
          </span>
          <span>
            <Quoting
              t={t}
              text={city.office.hours}
              sentence={t('ui.footer.hours', { hours: localize(city.office.hours, t.locale) })}
            />
          </span>
        </address>
        <ul>
          {links.map(({ label, href }) => (
            <li>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );
};

const OFFICE_WORDS = {
  prefecture: 'ui.footer.prefecturalOffice',
  city: 'ui.footer.cityOffice',
  town: 'ui.footer.townOffice',
  village: 'ui.footer.townOffice',
  ward: 'ui.footer.cityOffice',
} as const satisfies Record<PageContext['city']['kind'], string>;

import { LOCALE_NAMES } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { Badge } from '#ui/components/badge.js';
import { Button } from '#ui/components/button.js';
import { Icon } from '#ui/components/icon.js';
import type { PageContext } from '#ui/page.js';
import { NavList } from './navigation.js';
import { DisplaySwitch, LanguageSwitch } from './preferences.js';
import { TownMark } from './town-mark.js';

const Viewer = ({ page }: { page: PageContext }) => {
  const { t, base, viewer } = page;
  if (!viewer) {
    const back = encodeURIComponent(base + page.path);
    return (
      <a class="sign-in" href={`${base}/sign-in?back=${back}`}>
        <Icon name="person" />
        {t('common.signIn')}
      </a>
    );
  }
  return (
    <form class="viewer" action={`${base}/sign-out`} method="post">
      {page.navigation.viewer.map(({ href, label, count }) => (
        <a class="viewer-link" href={href}>
          <Icon name="bell" />
          {label}
          {count !== undefined && <span class="nav-count">{t.number(count)}</span>}
        </a>
      ))}
      {viewer.kind === 'staff' ? (
        <span class="viewer-name">
          <Icon name="person" />
          {viewer.name}
        </span>
      ) : (
        <a class="viewer-name" href={`${base}/my`}>
          <Icon name="person" />
          {t('ui.viewer.my', { name: viewer.name })}
        </a>
      )}
      <Button type="submit" variant="tertiary" size="small">
        {t('common.signOut')}
      </Button>
    </form>
  );
};

const Town = ({ page, isStaff }: { page: PageContext; isStaff: boolean }) => (
  <div class="town">
    <a href={isStaff ? `${page.base}/staff` : `${page.base}/`}>
      <TownMark name={page.city.name} />
      <span>{page.city.name}</span>
    </a>
    {isStaff && <Badge>{page.t('ui.staff.badge')}</Badge>}
  </div>
);

export const CitizenHeader = ({ page }: { page: PageContext }) => (
  <header class="site-header">
    <div class="site-header-top">
      <Town page={page} isStaff={false} />
      <div class="site-tools">
        <LanguageSwitch page={page} />
        <DisplaySwitch page={page} />
        <Viewer page={page} />
      </div>
    </div>
    <NavList page={page} items={page.navigation.citizen} label={page.t('ui.nav.main')} class="site-nav" />
  </header>
);

export const StaffHeader = ({ page }: { page: PageContext }) => (
  <header class="site-header">
    <div class="site-header-top">
      <Town page={page} isStaff />
      <div class="site-tools">
        <DisplaySwitch page={page} />
        <Viewer page={page} />
      </div>
    </div>
    {page.notIn && (
      <p class="site-not-in" lang={page.notIn}>
        {translatorFor(page.notIn)('ui.language.notIn', { language: LOCALE_NAMES[page.t.locale] })}
      </p>
    )}
  </header>
);

import { NotificationBanner, type NotificationKind } from '#ui/components/notification-banner.js';
import { Tile, Tiles } from '#ui/components/tile.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { Audience } from '../model/session.js';

export interface SignInPageProps {
  page: PageContext;
  offered: readonly Audience[];
  /** Path below the municipality to return to. */
  back: string | null;
  /** What happened to the sign-in before. */
  notice?: { kind: NotificationKind; text: string };
}

const WORDS = {
  citizen: { title: 'identity.signIn.citizen', text: 'identity.signIn.citizenText', icon: 'person' },
  staff: { title: 'identity.signIn.staff', text: 'identity.signIn.staffText', icon: 'office' },
} as const satisfies Record<Audience, object>;

export const SignInPage = ({ page, offered, back, notice }: SignInPageProps) => {
  const { t, base } = page;
  const query = back === null ? '' : `?back=${encodeURIComponent(base + back)}`;
  return (
    <CitizenPage
      page={page}
      title={t('identity.signIn.title')}
      lead={offered.length > 0 ? t('identity.signIn.lead') : undefined}
      isPrivate
    >
      {notice && <NotificationBanner t={t} kind={notice.kind} title={notice.text} announce />}
      {offered.length === 0 ? (
        <p>{t('identity.signIn.none')}</p>
      ) : (
        <>
          <Tiles label={t('identity.signIn.title')}>
            {offered.map((audience) => (
              <Tile
                href={`${base}/sign-in/${audience}${query}`}
                title={t(WORDS[audience].title)}
                description={t(WORDS[audience].text)}
                icon={WORDS[audience].icon}
              />
            ))}
          </Tiles>
          {offered.includes('citizen') && <p>{t('identity.signIn.privacy')}</p>}
        </>
      )}
    </CitizenPage>
  );
};

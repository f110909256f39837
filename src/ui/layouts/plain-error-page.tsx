import type { Child } from 'hono/jsx';
import { Phrase } from '#ui/components/phrase.js';
import type { PageContext } from '#ui/page.js';
import { Document } from './document.js';
import { SiteFooter } from './site-footer.js';
import { TownMark } from './town-mark.js';

export interface PlainErrorPageProps {
  page: PageContext;
  /** What is wrong: ページが見つかりません. */
  title: string;
  /** What to do now. */
  children?: Child;
  /** Number under which the fault stands in the log; only for faults of ours. */
  reference?: string;
  /** When it happened, in words, beside the reference. */
  at?: string;
}

/** An error as a whole page. It needs nothing but the page context, so that it works when other things do not. */
export const PlainErrorPage = ({ page, title, children, reference, at }: PlainErrorPageProps) => {
  const { t, base, city } = page;
  return (
    <Document page={page} title={title} isPrivate kind="plain">
      <header class="site-header">
        <div class="site-header-top">
          <div class="town">
            <a href={`${base}/`}>
              <TownMark name={city.name} />
              <span>{city.name}</span>
            </a>
          </div>
        </div>
      </header>
      <main id="main" tabindex={-1} data-width="reading">
        <h1>
          <Phrase text={title} />
        </h1>
        {children}
        {reference && (
          <div class="reference">
            <p>{t('ui.error.reference')}</p>
            <p>
              <b>{reference}</b>
              {at && <span>{at}</span>}
            </p>
            <p>{t('ui.error.tellReference', { phone: city.office.phone })}</p>
          </div>
        )}
        <p>
          <a href={`${base}/`}>{t('ui.error.toPortal')}</a>
        </p>
      </main>
      <SiteFooter page={page} />
    </Document>
  );
};

import type { Translator } from '#kernel/i18n/translate.js';
import { Tile, Tiles } from '#ui/components/tile.js';

export interface EntrancePageProps {
  t: Translator;
  asset(name: string): string;
  towns: { href: string; name: string }[];
}

/** The page above all municipalities: it belongs to none of them and only leads to each. */
export const EntrancePage = ({ t, asset, towns }: EntrancePageProps) => (
  <html lang={t.lang} data-kind="citizen" data-text-size="standard">
    <head>
      <meta charset="utf-8" />
      <title>{t('portal.entrance')}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {/* Without an icon of its own, browsers ask for /favicon.ico, which is not there. */}
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href={asset('app.css')} />
    </head>
    <body>
      <main id="main" data-width="wide">
        <h1>{t('portal.entrance')}</h1>
        <p>{t('portal.municipalitiesText')}</p>
        <h2>{t('portal.municipalities')}</h2>
        <Tiles>
          {towns.map(({ href, name }) => (
            <Tile href={href} title={name} icon="office" />
          ))}
        </Tiles>
      </main>
      <link rel="stylesheet" href={asset('fonts.css')} />
    </body>
  </html>
);

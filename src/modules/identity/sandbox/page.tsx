import type { Child } from 'hono/jsx';
import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Card, Cards } from '#ui/components/card.js';
import { Quoted, Quoting } from '#ui/components/quoting.js';
import { Section } from '#ui/components/section.js';

/** One person to be, in words of the page's language. */
export interface Choice {
  persona: string;
  name: string;
  /** Unit and role of staff. */
  post: string | null;
  about: string;
}

export interface SandboxFrame {
  t: Translator;
  /** Addresses of stylesheets. */
  styles: readonly string[];
}

const Frame = ({ t, styles, title, children }: SandboxFrame & { title: string; children: Child }) => (
  <html lang={t.lang} data-kind="plain">
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      {/* Without an icon of its own, browsers ask for /favicon.ico, which is not there. */}
      <link rel="icon" href="data:," />
      {styles.map((href) => (
        <link rel="stylesheet" href={href} />
      ))}
    </head>
    <body>
      <main id="main" data-width="reading">
        <h1>{title}</h1>
        {children}
      </main>
    </body>
  </html>
);

export interface ChooserProps extends SandboxFrame {
  action: string;
  /** The group that was asked for comes first. */
  groups: readonly { kind: 'citizens' | 'staff'; choices: readonly Choice[] }[];
}

/** Who do you want to be: one button a person, no script, no password. */
export const ChooserPage = ({ t, styles, action, groups }: ChooserProps) => (
  <Frame t={t} styles={styles} title={t('identity.sandbox.title')}>
    <p>{t('identity.sandbox.lead')}</p>
    <form method="post" action={action}>
      {groups.map(({ kind, choices }) => (
        <Section title={t(`identity.sandbox.${kind}`)}>
          <Cards>
            {choices.map(({ persona, name, post, about }) => (
              <Card title={name} lang={langOf(t, name)}>
                {post && (
                  <p>
                    <Quoted t={t} text={post} />
                  </p>
                )}
                <p>
                  <Quoted t={t} text={about} />
                </p>
                <Button type="submit" name="persona" value={persona} variant="secondary">
                  <Quoting t={t} text={name} sentence={t('identity.sandbox.choose', { name })} />
                </Button>
              </Card>
            ))}
          </Cards>
        </Section>
      ))}
      <ButtonRow>
        <Button type="submit" name="persona" value="" variant="tertiary">
          {t('identity.sandbox.cancel')}
        </Button>
      </ButtonRow>
    </form>
  </Frame>
);

export const SandboxErrorPage = ({ t, styles }: SandboxFrame) => (
  <Frame t={t} styles={styles} title={t('identity.signIn.title')}>
    <p>{t('identity.sandbox.error')}</p>
  </Frame>
);

import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { ProgressBar } from '#ui/components/progress-bar.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { KeptRegister } from '../../model.js';
import type { DefinitionVersion } from '../../service/defining.js';
import { LostLines } from './lost-lines.js';
import { changeText } from './words.js';

interface VersionsProps {
  page: PageContext;
  kept: KeptRegister;
  versions: readonly DefinitionVersion[];
  names: ReadonlyMap<string, string>;
  mayDefine: boolean;
}

/** The versions of a definition: what changed, and how the rows followed. */
export const VersionsPage = ({ page, kept, versions, names, mayDefine }: VersionsProps) => {
  const { t, base } = page;
  const list = `${base}/staff/registers/${kept.register.id}`;
  const title = t('registerDesk.title');
  const byText = ({ by }: DefinitionVersion): string =>
    by === null ? t('registerDesk.version.byFiles') : (names.get(by.replace('staff/', '')) ?? by);
  return (
    <StaffPage
      page={page}
      title={title}
      lead={kept.isOwn ? t('registerDesk.versions.lead') : t('registerDesk.versions.ofFiles')}
      breadcrumbs={[
        { label: t('register.index.title'), href: `${base}/staff/registers` },
        { label: localize(kept.register.title, t.locale), href: list },
        { label: title },
      ]}
    >
      {mayDefine && (
        <Form t={t} action={`${list}/definition`}>
          <ButtonRow>
            <Button type="submit">{t('registerDesk.edit')}</Button>
          </ButtonRow>
        </Form>
      )}
      {versions.map((one) => (
        <Section title={t('registerDesk.version', { version: one.version })} id={`version-${one.version}`}>
          <p class="muted">
            {t.dateTime(one.at)} {byText(one)}
            {one.approvedBy !== null && (
              <>・{t('registerCheck.approvedBy', { name: names.get(one.approvedBy) ?? one.approvedBy })}</>
            )}
          </p>
          {one.note && <p class="quote">{one.note}</p>}
          <Changes t={t} one={one} />
          <Followed page={page} one={one} />
        </Section>
      ))}
    </StaffPage>
  );
};

const Changes = ({ t, one: { version, before } }: { t: Translator; one: DefinitionVersion }) => {
  if (!before) return version === 1 ? <p>{t('registerDesk.version.first')}</p> : null;
  if (before.changes.length === 0) return <p>{t('registerDesk.change.none')}</p>;
  return (
    <ul>
      {before.changes.map((change) => (
        <li>{changeText(t, change)}</li>
      ))}
    </ul>
  );
};

const Followed = ({ page, one }: { page: PageContext; one: DefinitionVersion }) => {
  const { t } = page;
  const { migration, before, document, version } = one;
  if (!migration || migration.rows === 0) return null;
  const { state, rows, done, lost, lines } = migration;
  const running = t('registerDesk.migration.running', { done, rows });
  return (
    <>
      {state === 'running' ? (
        <>
          <ProgressBar label={t('registerDesk.migration.title')} value={done} max={rows} text={running} />
          <p>{t('registerDesk.migration.runningText')}</p>
        </>
      ) : (
        <p>{t('registerDesk.migration.done', { rows: done, lost })}</p>
      )}
      {before && lines.length > 0 && (
        <LostLines page={page} id={`lost-${version}`} lines={lines} from={before.document} to={document} />
      )}
    </>
  );
};

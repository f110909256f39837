import { files } from '#forms/fields/file/files.js';
import { Button } from '#ui/components/button.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { photoField } from '../report-form.js';
import { deskPath } from './desk-list-page.js';
import type { DeskReportProps } from './desk-report-page.js';
import { kindTitle } from './words.js';

/** What everybody may read of it. */
export const Release = ({ page, data: { report }, typed }: DeskReportProps) => {
  const { t, base } = page;
  const hidden = { revision: String(report.revision) };
  const isOther =
    report.publicWords !== null && (typed.values.publicWords ?? report.publicWords) !== report.publicWords;
  return (
    <Section title={t('reportDesk.public')}>
      <p>{t(report.releasedAt ? 'reportDesk.isPublic' : 'reportDesk.notPublic')}</p>
      {isOther && <p>{t('reportDesk.publicNow', { words: report.publicWords ?? '' })}</p>}
      <Form t={t} action={`${base}${deskPath(report.id, '/release')}`} hidden={hidden}>
        <Textarea
          t={t}
          id="publicWords"
          label={t('reportDesk.publicWords')}
          hint={t('reportDesk.publicHelp')}
          value={typed.values.publicWords ?? report.publicWords ?? report.words}
          error={typed.errors.publicWords}
          rows={3}
        />
        <TextInput
          t={t}
          id="publicPlace"
          label={t('reportDesk.publicPlace')}
          hint={t('reportDesk.publicHelp')}
          value={typed.values.publicPlace ?? report.publicPlace ?? report.place}
          error={typed.errors.publicPlace}
        />
        <Button type="submit">{t('reportDesk.release')}</Button>
      </Form>
      {report.releasedAt && (
        <Form t={t} action={`${base}${deskPath(report.id, '/withhold')}`} hidden={hidden}>
          <Button type="submit" variant="danger">
            {t('reportDesk.withhold')}
          </Button>
        </Form>
      )}
    </Section>
  );
};

export const Photos = ({ page, data: { report, rules, photos }, typed }: DeskReportProps) => {
  const { t, base } = page;
  return (
    <Section title={t('reports.photo')}>
      {photos.map((photo) => (
        <figure class="report-photo">
          <img
            src={`${base}${deskPath(report.id, `/photos/${photo.id}/original`)}`}
            alt={`${t('reports.photoOf', { kind: kindTitle(t, rules, report.kind) })}（${t(`reports.${photo.stage}`)}）`}
            loading="lazy"
          />
          <figcaption>
            {t(`reports.${photo.stage}`)}：
            {t(photo.released ? 'reportDesk.isPublic' : 'reportDesk.notPublic')}　
            <a href={`${base}${deskPath(report.id, `/photos/${photo.id}`)}`}>{t('reportDesk.photoPage')}</a>
          </figcaption>
        </figure>
      ))}
      <Form t={t} action={`${base}${deskPath(report.id, '/photos')}`} multipart>
        <Select
          t={t}
          id="stage"
          label={t('reportDesk.stage')}
          emptyLabel={null}
          value={typed.values.stage ?? 'after'}
          options={(['before', 'after'] as const).map((stage) => ({
            value: stage,
            label: t(`reports.${stage}`),
          }))}
        />
        <files.View
          t={t}
          field={photoField(t, rules, t('reportDesk.addPhotos'))}
          raw={typed.photo}
          errors={typed.errors.photo ? [{ message: typed.errors.photo }] : []}
        />
        <Button type="submit" variant="secondary">
          {t('reportDesk.add')}
        </Button>
      </Form>
    </Section>
  );
};

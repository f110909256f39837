import { AreaSheet } from '#ui/components/area-sheet.js';
import { Button } from '#ui/components/button.js';
import { Form } from '#ui/components/form.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { boxesText, readBoxes } from '../boxes.js';
import type { Photo } from '../model.js';
import { deskPath } from './desk-list-page.js';
import type { DeskTyped } from './desk-report-page.js';

/** What must not be known of a photo is made unrecognisable in the copy that everybody sees. */
export const PhotoPage = ({
  page,
  report,
  photo,
  typed,
}: {
  page: PageContext;
  report: string;
  photo: Photo;
  typed: DeskTyped;
}) => {
  const { t, base } = page;
  const path = `${base}${deskPath(report, `/photos/${photo.id}`)}`;
  const areas = typed.values.areas ?? boxesText(photo.boxes);
  return (
    <StaffPage
      page={page}
      title={t('reportDesk.photoPage')}
      back={{ href: `${base}${deskPath(report)}` }}
      errors={Object.entries(typed.errors).map(([id, text]) => ({ id, text }))}
    >
      <figure class="report-photo">
        <AreaSheet t={t} field="areas">
          <img src={`${path}/grid`} alt={t('reportDesk.grid')} />
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            {readBoxes(areas).boxes.map(({ x, y, width, height }) => (
              <rect x={String(x)} y={String(y)} width={String(width)} height={String(height)}></rect>
            ))}
          </svg>
        </AreaSheet>
      </figure>
      <Form t={t} action={path}>
        <Textarea
          t={t}
          id="areas"
          label={t('reportDesk.areas')}
          hint={t('reportDesk.photoHelp')}
          value={areas}
          error={typed.errors.areas}
          rows={4}
        />
        <Button type="submit">{t('reportDesk.photoRelease')}</Button>
      </Form>
      {photo.released && (
        <>
          <figure class="report-photo">
            <img src={`${path}/released`} alt={t('reportDesk.publicCopy')} />
            <figcaption>{t('reportDesk.publicCopy')}</figcaption>
          </figure>
          <Form t={t} action={`${path}/withhold`}>
            <Button type="submit" variant="danger">
              {t('reportDesk.photoWithhold')}
            </Button>
          </Form>
        </>
      )}
    </StaffPage>
  );
};

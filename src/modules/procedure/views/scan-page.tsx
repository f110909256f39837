import { type Field, isQuestion, type Question } from '#forms/fields/field.js';
import type { FieldError } from '#forms/fields/field-type.js';
import { UPLOAD } from '#forms/fields/file/stored-file.js';
import { fieldType } from '#forms/fields/registry.js';
import type { ErrorsByField, RawByField } from '#forms/page-reading.js';
import { sheetIdText } from '#forms/paper/code.js';
import { conditionWords } from '#forms/paper/condition-words.js';
import { errorList, hasButtons } from '#forms/views/form-page.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { LinkList } from '#ui/components/link-list.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { missingPages, placeOfField } from '../scan.js';
import type { OpenScan } from '../service/open-scan.js';

/** Box of the clerk who says that it is another application on a copy of the same empty form. */
export const COPY = '_copy';

export interface ScanPageProps {
  page: PageContext;
  open: OpenScan;
  raw: RawByField;
  errors?: ErrorsByField;
  stopped?: 'duplicate' | 'closed' | 'notKept';
}

/** A scanned sheet: each question as it stands on paper, beside the control into which it is typed. */
export const ScanPage = (props: ScanPageProps) => {
  const { page, open, errors = {}, stopped } = props;
  const { t, base } = page;
  const { scan, procedure, form } = open;
  const href = `${base}/staff/scans/${scan.id}`;
  const questions = form.pages.flatMap(({ fields }) => fields);
  const main = t('scan.open.submit');
  return (
    <StaffPage
      page={page}
      title={localize(procedure.title, t.locale)}
      lead={t('scan.open.lead', { sheet: sheetIdText(scan.sheet), at: t.dateTime(scan.scannedAt) })}
      back={{ href: `${base}/staff/scans`, label: t('scan.title') }}
      errors={[
        ...(stopped
          ? [{ id: stopped === 'duplicate' ? 'known' : 'main', text: t(`scan.stopped.${stopped}`) }]
          : []),
        ...errorList(questions, errors, t),
      ]}
    >
      <Attention {...props} />
      <p>{t('scan.open.howTo')}</p>
      <Form t={t} action={href} multipart>
        {/* Enter in a box presses the first button of a form: that is this one, not one of a field. */}
        {questions.some(hasButtons) && (
          <button type="submit" class="default-button" tabindex={-1}>
            {main}
          </button>
        )}
        {form.pages.map(({ title, show, fields }) => {
          const asked = fields.filter(isQuestion).map((field) => <ScannedField {...props} field={field} />);
          return title === undefined ? (
            asked
          ) : (
            <Section title={localize(title, t.locale)}>
              {show && <p class="muted">{conditionWords(show, form, t)}</p>}
              {asked}
            </Section>
          );
        })}
        {open.known && !scan.content.isFilled && (
          <Checkbox t={t} id={COPY} label={t('scan.open.copy')} value="true" />
        )}
        <ButtonRow>
          <Button type="submit">{main}</Button>
        </ButtonRow>
      </Form>
      <Section title={t('scan.open.pages')}>
        <LinkList
          links={scan.pages.map((number) => ({
            label: t('scan.open.page', { page: number }),
            href: `${href}/pages/${number}`,
          }))}
        />
      </Section>
      <Section title={t('scan.open.discard')}>
        <p>{t('scan.open.discardText')}</p>
        <Form t={t} action={`${href}/discard`}>
          <Button type="submit" variant="danger">
            {t('scan.open.discard')}
          </Button>
        </Form>
      </Section>
    </StaffPage>
  );
};

/** What is unusual about this sheet. */
const Attention = ({ page: { t, base }, open }: ScanPageProps) => {
  const { scan, known, twins, isOldVersion } = open;
  const { positions, crooked, isFilled } = scan.content;
  const missing = missingPages(positions.pages, scan.pages);
  const notes = [
    ...(isFilled ? [t('scan.open.filled')] : []),
    ...(missing.length > 0 ? [t('scan.open.missing', { pages: missing.join('・') })] : []),
    ...(crooked.length > 0 ? [t('scan.open.crooked', { pages: crooked.join('・') })] : []),
    ...(isOldVersion ? [t('scan.open.oldVersion')] : []),
    ...(twins > 0 ? [t('scan.open.twins', { count: twins })] : []),
  ];
  return (
    <>
      {known && (
        <div id="known">
          <NotificationBanner
            t={t}
            kind="warning"
            title={t('scan.open.known', { number: formatReference(known.number) })}
          >
            <p>{t(isFilled ? 'scan.open.knownFilled' : 'scan.open.knownEmpty')}</p>
            <p>
              <a href={`${base}/staff/cases/${known.caseId}`}>{formatReference(known.number)}</a>
            </p>
          </NotificationBanner>
        </div>
      )}
      {notes.length > 0 && (
        <NotificationBanner t={t} kind="info" title={t('scan.open.attention')}>
          <ul>
            {notes.map((note) => (
              <li>{note}</li>
            ))}
          </ul>
        </NotificationBanner>
      )}
    </>
  );
};

const ScannedField = ({ page, open, raw, errors = {}, field }: ScanPageProps & { field: Question }) => {
  const { t, base } = page;
  if (field.kind === 'calculated') return null;
  const { id, content, pages } = open.scan;
  const areas = placeOfField(content.positions, field.id)?.areas ?? [];
  const label = localize(field.label, t.locale);
  const pictures = areas.flatMap((area, index) => (pages.includes(area.page) ? [index] : []));
  const props = { t, field, raw: raw[field.id] ?? {}, errors: errors[field.id] ?? [] };
  const { View } = fieldType(field);
  return (
    <div class="scan-field">
      <div class="scan-pictures">
        {pictures.map((index) => (
          <img
            src={`${base}/staff/scans/${id}/fields/${field.id}/${index}`}
            alt={t('scan.open.picture', { label })}
            loading="lazy"
          />
        ))}
        {areas.length > 0 && pictures.length === 0 && <p>{t('scan.open.noPicture')}</p>}
        {content.unclear.includes(field.id) && (
          <NotificationBanner t={t} kind="warning" title={t('scan.open.unclear')} />
        )}
      </div>
      <div>
        {field.show && <p class="muted">{conditionWords(field.show, open.form, t)}</p>}
        {isFile(field) ? <AttachedFiles {...props} page={page} open={open} /> : <View {...props} />}
      </div>
    </div>
  );
};

const isFile = ({ kind }: Field): boolean => kind === 'file' || kind === 'photo';

interface AttachedProps {
  page: PageContext;
  open: OpenScan;
  field: Question;
  raw: RawByField[string];
  errors: readonly FieldError[];
}

/** Papers that came with the sheet, to be ticked for this question, and room for other files. */
const AttachedFiles = ({ page: { t, base }, open, field, raw, errors }: AttachedProps) => {
  const { id, content } = open.scan;
  const chosen = new Set((raw[''] ?? []).filter((text) => text !== ''));
  const offered = [...new Set([...content.attached.map((file) => JSON.stringify(file)), ...chosen])];
  const error = errorList([field], { [field.id]: errors }, t)
    .map(({ text }) => text)
    .join(' ');
  return (
    <>
      {offered.length === 0 ? (
        <p>{t('scan.open.noneAttached')}</p>
      ) : (
        <fieldset class="kept-files">
          <legend>{t('scan.open.attached')}</legend>
          {offered.map((text) => {
            const { file, name } = JSON.parse(text) as OpenScan['scan']['content']['attached'][number];
            const control = `${field.id}-${file}`;
            return (
              <div class="option">
                <input type="checkbox" id={control} name={field.id} value={text} checked={chosen.has(text)} />
                <label for={control}>{name}</label>
                <a href={`${base}/staff/scans/${id}/attached/${file}`}>
                  <img
                    class="scan-thumbnail"
                    src={`${base}/staff/scans/${id}/attached/${file}`}
                    alt={name}
                    loading="lazy"
                  />
                </a>
              </div>
            );
          })}
        </fieldset>
      )}
      <FileInput
        t={t}
        id={field.id}
        name={`${field.id}.${UPLOAD}`}
        label={localize(field.label, t.locale)}
        hint={t('scan.open.upload')}
        error={error || undefined}
        required={!field.optional}
        multiple
      />
    </>
  );
};

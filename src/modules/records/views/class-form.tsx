import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import type { PageContext } from '#ui/page.js';
import type { Rules } from '../catalog.js';
import { type DocumentHead, UNCLASSIFIED } from '../model.js';
import type { Typed } from '../typed.js';
import { classGroups } from './receipt-page.js';

/** Chooses the class of a document that lies in no binder yet. */
export const ClassForm = ({
  page: { t, base },
  document,
  rules,
  typed,
}: {
  page: PageContext;
  document: DocumentHead;
  rules: Rules;
  typed: Typed;
}) => (
  <Section title={t('dispatch.classify.title')}>
    {document.classification === UNCLASSIFIED && <p>{t('dispatch.classify.lead')}</p>}
    <Form
      t={t}
      action={`${base}/staff/records/documents/${document.id}/classify`}
      hidden={{ revision: String(document.revision) }}
    >
      <Select
        t={t}
        id="classification"
        label={t('records.classification')}
        required
        width="full"
        value={typed.values.classification ?? document.classification}
        error={typed.errors.classification}
        groups={classGroups(t, rules)}
      />
      <ButtonRow>
        <Button
          type="submit"
          {...(document.classification !== UNCLASSIFIED && { variant: 'secondary' as const })}
        >
          {t('dispatch.classify.button')}
        </Button>
      </ButtonRow>
    </Form>
  </Section>
);

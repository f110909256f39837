import { z } from 'zod';
import { localize } from '#kernel/i18n/locales.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { answered, type FieldType } from '../field-type.js';
import { Paragraphs } from '../paragraphs.js';
import type { StatementField } from './definition.js';

export const statement = {
  parts: [],
  missing: 'forms.error.required.enter',
  valueType: () => 'null',
  stored: () => z.null(),
  parse: () => answered(null),
  toRaw: () => ({}),
  display: () => '',
  errors: () => [],
  problems: ({ id, tone, title }) =>
    tone === 'plain' || title
      ? []
      : [
          {
            code: 'titleMissing',
            path: ['title'],
            ids: [id],
            message: `"${id}" stands out and needs a title`,
          },
        ],
  View({ t, field }) {
    const text = <Paragraphs text={localize(field.text, t.locale)} />;
    if (field.tone === 'plain') return text;
    return (
      <NotificationBanner t={t} kind={field.tone} title={field.title ? localize(field.title, t.locale) : ''}>
        {text}
      </NotificationBanner>
    );
  },
} as const satisfies FieldType<StatementField, null>;

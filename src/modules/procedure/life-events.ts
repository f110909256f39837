import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { IconName } from '#ui/components/icon.js';
import type { LifeEvent } from './definition.js';

export const EVENT_WORDS = {
  moving: 'procedure.event.moving',
  certificate: 'procedure.event.certificate',
  birth: 'procedure.event.birth',
  childcare: 'procedure.event.childcare',
  marriage: 'procedure.event.marriage',
  work: 'procedure.event.work',
  tax: 'procedure.event.tax',
  care: 'procedure.event.care',
  death: 'procedure.event.death',
  living: 'procedure.event.living',
  community: 'procedure.event.community',
} as const satisfies Record<LifeEvent, MessageKey>;

export const EVENT_ICONS = {
  moving: 'moving',
  certificate: 'certificate',
  birth: 'birth',
  childcare: 'childcare',
  marriage: 'marriage',
  work: 'work',
  tax: 'tax',
  care: 'care',
  death: 'bereavement',
  living: 'office',
  community: 'person',
} as const satisfies Record<LifeEvent, IconName>;

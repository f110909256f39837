import type { StatusTone } from '#ui/components/status-tag.js';
import type { DatasetState } from '../model.js';

export const TONES: Record<DatasetState, StatusTone> = {
  draft: 'neutral',
  checked: 'active',
  asked: 'waiting',
  decided: 'waiting',
  published: 'done',
  withdrawn: 'neutral',
};

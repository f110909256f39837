import type { Translator } from '#kernel/i18n/translate.js';
import { IndicatorKind, Stage } from '../../definition.js';
import type { FieldCode } from '../../model.js';

const FLAGS = ['true', 'false'];

/** A changed value as people call it; texts and figures stand as they are. */
export function valueWords(t: Translator, field: FieldCode, value: string | null): string | null {
  if (value === null) return null;
  if (field === 'stage') {
    const stage = Stage.safeParse(value);
    return stage.success ? t(`ui.stage.${stage.data}`) : value;
  }
  if (field === 'kind') {
    const kind = IndicatorKind.safeParse(value);
    return kind.success ? t(`measure.kind.${kind.data}`) : value;
  }
  if (field === 'direction' && (value === 'up' || value === 'down')) return t(`measure.direction.${value}`);
  if (field === 'achieved' && (value === 'yes' || value === 'partly' || value === 'no')) {
    return t(`measure.achieved.${value}`);
  }
  if ((field === 'target' || field === 'result') && FLAGS.includes(value)) {
    return t(value === 'true' ? 'measure.figure.yes' : 'measure.figure.no');
  }
  if ((field === 'targetStands' || field === 'listedOnly') && FLAGS.includes(value)) {
    return t(value === 'true' ? 'common.yes' : 'common.no');
  }
  return value;
}

import type { Child } from 'hono/jsx';
import type { Translator } from '#kernel/i18n/translate.js';

export interface AreaSheetProps {
  t: Translator;
  /** Id of the text field in which the areas stand, a line each. */
  field: string;
  /** One page of several, with its size in the measure of the field; without it areas are hundredths of a picture. */
  sheet?: { page: number; width: number; height: number };
  /** The picture, and an SVG over it or around it. */
  children: Child;
}

/** A picture on which areas are drawn by pointer or keys. Without script it is there to be looked at, and they are typed. */
export const AreaSheet = ({ t, field, sheet, children }: AreaSheetProps) => (
  <area-sheet
    data-field={field}
    data-page={sheet?.page}
    data-width={sheet?.width}
    data-height={sheet?.height}
    data-keys={t('ui.areaSheet.keys')}
    data-said={t('ui.areaSheet.said', { left: '{left}', top: '{top}', width: '{width}', height: '{height}' })}
  >
    {children}
  </area-sheet>
);

import type { Rect } from './geometry.js';

/** What is drawn on a page, in millimetres; sizes of letters in points. paper-form.typ knows the same names. */
export type Mark =
  | (Rect & { as: 'box'; look: 'frame' | 'thin' | 'cell' | 'label' | 'solid' })
  | (Rect & {
      as: 'text';
      text: string;
      size: number;
      isBold?: boolean;
      isSoft?: boolean;
      align?: 'left' | 'center' | 'right';
    })
  | { as: 'line'; x: number; y: number; x2: number; y2: number; look: 'frame' | 'dotted' }
  | (Rect & { as: 'check' })
  | (Rect & { as: 'image'; name: string });

export const movedBy = <Of extends Mark>(mark: Of, dx: number, dy: number): Of =>
  mark.as === 'line'
    ? { ...mark, x: mark.x + dx, y: mark.y + dy, x2: mark.x2 + dx, y2: mark.y2 + dy }
    : { ...mark, x: mark.x + dx, y: mark.y + dy };

export const textMark = (
  rect: Rect,
  text: string,
  size: number,
  more: Partial<Extract<Mark, { as: 'text' }>> = {},
): Mark => ({ as: 'text', ...rect, text, size, ...more });

export const boxMark = (rect: Rect, look: Extract<Mark, { as: 'box' }>['look']): Mark => ({
  as: 'box',
  ...rect,
  look,
});

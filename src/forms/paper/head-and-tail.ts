import type { Translator } from '#kernel/i18n/translate.js';
import { boxMark, type Mark, movedBy, textMark } from './drawing.js';
import { BODY, TICK_BOX } from './geometry.js';
import { textHeight, textWidth } from './measure.js';
import type { PaperFrame } from './paper-form.js';

interface Part {
  marks: Mark[];
  height: number;
}

const WIDTH = BODY.right - BODY.left;
const TITLE = { size: 16, least: 11 } as const;

/** Number of the form, title, date and addressee (公用文の様式): the top of the first page. */
export function headMarks({ number, title, head }: PaperFrame, isFilled: boolean, t: Translator): Part {
  const { left, top } = BODY;
  const form = typeof number === 'number' ? t('paperForm.number', { number }) : number;
  const size = textWidth(title, TITLE.size) > WIDTH ? TITLE.least + 1 : TITLE.size;
  const tall = textHeight(title, size, WIDTH);
  const under = top + 5 + tall;
  const lead = isFilled ? t('paperForm.filled') : t('paperForm.lead');
  return {
    height: tall + 24,
    marks: [
      textMark({ x: left, y: top - 2, width: WIDTH, height: 4.5 }, form, 9),
      textMark({ x: left, y: top + 4, width: WIDTH, height: tall }, title, size, {
        isBold: true,
        align: 'center',
      }),
      textMark({ x: left, y: under + 1, width: WIDTH, height: 5 }, t('paperForm.submittedOn'), 10, {
        align: 'right',
      }),
      textMark({ x: left, y: under + 5, width: WIDTH / 2, height: 5 }, t('paperForm.to', { head }), 11),
      textMark({ x: left, y: under + 12, width: WIDTH, height: 5 }, lead, 9.5),
    ],
  };
}

const OFFICE = { gap: 3, height: 26, label: 8, stamp: 30, row: 6.5, name: 22 } as const;

/** The box in which the office writes, with room for its stamp of receipt (受付印). */
export function officeMarks({ hasFee }: PaperFrame, t: Translator): Part {
  const { left, right } = BODY;
  const grid = { x: left + OFFICE.label, width: WIDTH - OFFICE.label - OFFICE.stamp };
  const stamp = { x: right - OFFICE.stamp, y: 0, width: OFFICE.stamp, height: OFFICE.height };
  const marks: Mark[] = [
    boxMark({ x: left, y: 0, width: OFFICE.label, height: OFFICE.height }, 'label'),
    ...[...t('paperForm.office')].map((letter, index, all) =>
      textMark(
        {
          x: left,
          y: (OFFICE.height - all.length * 3.6) / 2 + index * 3.6,
          width: OFFICE.label,
          height: 3.6,
        },
        letter,
        8,
        { align: 'center' },
      ),
    ),
    textMark({ ...stamp, y: 1, height: 4 }, t('paperForm.stamp'), 7, { align: 'center', isSoft: true }),
  ];
  const half = grid.width / 2;
  const cell = (row: number, x: number, width: number, name: string, ticks: readonly string[], unit = '') => {
    const rect = { x, y: row * OFFICE.row, width, height: OFFICE.row };
    marks.push(
      boxMark({ ...rect, width: OFFICE.name }, 'label'),
      boxMark({ ...rect, width: OFFICE.name }, 'frame'),
    );
    marks.push(boxMark(rect, 'frame'), textMark({ ...rect, x: x + 2, width: OFFICE.name - 2 }, name, 8));
    let at = x + OFFICE.name + 2;
    if (unit) marks.push(textMark({ ...rect, x: at, width: 28 }, unit, 8, { align: 'right' }));
    if (unit) at += 33;
    for (const words of ticks) {
      const side = TICK_BOX - 1;
      marks.push(boxMark({ x: at, y: rect.y + (OFFICE.row - side) / 2, width: side, height: side }, 'thin'));
      const wide = textWidth(words, 7.5);
      marks.push(textMark({ ...rect, x: at + side + 1, width: wide + 1 }, words, 7.5));
      at += side + 1 + wide + 3;
    }
  };
  cell(0, grid.x, half, t('paperForm.officeNumber'), []);
  cell(0, grid.x + half, half, t('paperForm.officeClerk'), []);
  cell(1, grid.x, grid.width, t('paperForm.officeIdentity'), [
    t('paperForm.officeIdCard'),
    t('paperForm.officeLicence'),
    t('paperForm.officePassport'),
    t('paperForm.officeOther'),
  ]);
  cell(2, grid.x, grid.width, t('paperForm.officeAuthority'), [
    t('paperForm.officeMandate'),
    t('paperForm.officeRegister'),
    t('paperForm.officeOther'),
  ]);
  cell(
    3,
    grid.x,
    grid.width,
    t('paperForm.officeFee'),
    hasFee ? [t('paperForm.officeReduced')] : [],
    hasFee ? t('paperForm.officeYen') : '―',
  );
  marks.push(
    boxMark(stamp, 'frame'),
    boxMark({ x: left, y: 0, width: WIDTH, height: OFFICE.height }, 'frame'),
  );
  // Room above it: a table may end where it begins.
  return { marks: marks.map((mark) => movedBy(mark, 0, OFFICE.gap)), height: OFFICE.height + OFFICE.gap };
}

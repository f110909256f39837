/**
 * A picture on which areas are drawn by the pointer. Each goes as a line of its own into the text field beside it, as
 * hundredths of the picture (left, top, width, height), where areas can be typed, changed and taken away as well.
 */
class AreaSheet extends HTMLElement {
  connectedCallback() {
    const svg = this.querySelector('svg');
    const field = document.getElementById(this.dataset.field ?? '');
    if (!svg || !(field instanceof HTMLTextAreaElement)) return;
    this.dataset.ready = '';
    let from: readonly [number, number] | null = null;
    let drawn: SVGRectElement | null = null;

    const at = ({ clientX, clientY }: PointerEvent) => {
      const { left, top, width, height } = svg.getBoundingClientRect();
      const hundredths = (part: number, whole: number) =>
        Math.min(100, Math.max(0, Math.round((part * 1000) / whole) / 10));
      return [hundredths(clientX - left, width), hundredths(clientY - top, height)] as const;
    };
    const boxTo = (event: PointerEvent): number[] => {
      const [x, y] = at(event);
      const [startX, startY] = from ?? [x, y];
      const sides = [Math.min(x, startX), Math.min(y, startY), Math.abs(x - startX), Math.abs(y - startY)];
      return sides.map((side) => Math.round(side * 10) / 10);
    };
    const place = (rect: SVGRectElement, box: readonly number[]) => {
      for (const [index, name] of ['x', 'y', 'width', 'height'].entries())
        rect.setAttribute(name, String(box[index]));
    };
    const added = (box: readonly number[]): SVGRectElement => {
      const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
      place(rect, box);
      svg.append(rect);
      return rect;
    };
    /** What stands in the field is what is drawn; a line that is no area has no frame. */
    const redraw = () => {
      svg.replaceChildren();
      for (const line of field.value.normalize('NFKC').split('\n')) {
        const box = line
          .trim()
          .split(/[\s,、]+/)
          .map(Number);
        if (box.length === 4 && box.every((side) => side >= 0)) added(box);
      }
    };

    svg.addEventListener('pointerdown', (event) => {
      if (!event.isPrimary || event.button !== 0) return;
      event.preventDefault();
      svg.setPointerCapture(event.pointerId);
      from = at(event);
      drawn = added(boxTo(event));
    });
    svg.addEventListener('pointermove', (event) => {
      if (drawn) place(drawn, boxTo(event));
    });
    svg.addEventListener('pointerup', (event) => {
      if (!drawn) return;
      const box = boxTo(event);
      from = null;
      drawn = null;
      // Who only pointed has drawn nothing.
      if (box.slice(2).every((side) => side >= 1))
        field.value = [field.value.trimEnd(), box.join(' ')].filter(Boolean).join('\n');
      redraw();
    });
    svg.addEventListener('pointercancel', () => {
      from = null;
      drawn = null;
      redraw();
    });
    field.addEventListener('input', redraw);
    redraw();
  }
}

customElements.define('area-sheet', AreaSheet);

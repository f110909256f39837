type Point = readonly [number, number];

/** So far an arrow key goes, and with Shift, in the measure of the sheet. */
const STEPS = { plain: 5, fine: 1 };
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const SIDES = ['x', 'y', 'width', 'height'];

const rounded = (value: number) => Math.round(value * 10) / 10;

/**
 * A picture on which areas are drawn by the pointer or by keys. Each goes as a line of its own into the text field beside
 * it (left, top, width, height in the measure of the sheet, behind its page where it has one), where areas can be typed,
 * changed and taken away as well.
 */
class AreaSheet extends HTMLElement {
  private readonly size: Point = [Number(this.dataset.width ?? 100), Number(this.dataset.height ?? 100)];
  private from: Point | null = null;
  private to: Point = [0, 0];

  connectedCallback() {
    const svg = this.querySelector('svg');
    const { field } = this;
    if (!svg || !field) return;
    this.dataset.ready = '';
    const status = document.createElement('p');
    status.setAttribute('role', 'status');
    // Beside the picture: what lies over it covers it and nothing else.
    this.after(status);
    this.tabIndex = 0;
    this.setAttribute('role', 'application');
    this.setAttribute('aria-label', this.dataset.keys ?? '');

    const at = ({ clientX, clientY }: PointerEvent): Point => {
      const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM()?.inverse());
      return this.within([x, y]);
    };
    svg.addEventListener('pointerdown', (event) => {
      if (!event.isPrimary || event.button !== 0) return;
      event.preventDefault();
      svg.setPointerCapture(event.pointerId);
      this.from = at(event);
      this.moveTo(this.from);
    });
    svg.addEventListener('pointermove', (event) => {
      if (this.from) this.moveTo(at(event));
    });
    svg.addEventListener('pointerup', (event) => {
      if (!this.from) return;
      this.moveTo(at(event));
      this.finish();
    });
    svg.addEventListener('pointercancel', () => this.giveUp());
    this.addEventListener('keydown', (event) => {
      if (event.target !== this || event.ctrlKey || event.altKey || event.metaKey) return;
      const step = ARROWS[event.key];
      if (step) {
        const by = event.shiftKey ? STEPS.fine : STEPS.plain;
        this.moveTo(this.within([this.to[0] + step[0] * by, this.to[1] + step[1] * by]));
      } else if (event.key === 'Enter' || event.key === ' ') {
        if (this.from) this.finish();
        else {
          this.from = this.to;
          this.moveTo(this.to);
        }
      } else if (event.key === 'Escape' && this.from) this.giveUp();
      else return;
      event.preventDefault();
      const { said = '' } = this.dataset;
      const names = ['left', 'top', 'width', 'height'];
      status.textContent = names.reduce(
        (text, name, index) => text.replace(`{${name}}`, String(this.box()[index])),
        said,
      );
    });
    for (const event of ['focus', 'blur']) this.addEventListener(event, () => this.redraw());
    field.addEventListener('input', () => this.redraw());
    this.redraw();
  }

  private get field(): HTMLTextAreaElement | null {
    const field = document.getElementById(this.dataset.field ?? '');
    return field instanceof HTMLTextAreaElement ? field : null;
  }

  /** Where frames are drawn: all of the picture, or the part of it that is kept for them. */
  private get layer(): Element | null {
    return this.querySelector('[data-areas]') ?? this.querySelector('svg');
  }

  private within([x, y]: Point): Point {
    const [width, height] = this.size;
    return [rounded(Math.min(width, Math.max(0, x))), rounded(Math.min(height, Math.max(0, y)))];
  }

  private box(): number[] {
    const [[x, y], [startX, startY]] = [this.to, this.from ?? this.to];
    return [Math.min(x, startX), Math.min(y, startY), Math.abs(x - startX), Math.abs(y - startY)].map(
      rounded,
    );
  }

  private moveTo(point: Point) {
    this.to = point;
    this.redraw();
  }

  private finish() {
    const sides = this.box();
    const { field } = this;
    const { page } = this.dataset;
    this.from = null;
    // Who only pointed has drawn nothing.
    if (field && sides.slice(2).every((side) => side >= 1)) {
      const line = page === undefined ? sides.join(' ') : `${page}: ${sides.join(', ')}`;
      field.value = [field.value.trimEnd(), line].filter(Boolean).join('\n');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    this.redraw();
  }

  private giveUp() {
    this.from = null;
    this.redraw();
  }

  /** What stands in the field for this page, and what is being drawn; a line that is no area has no frame. */
  private redraw() {
    const { page = '' } = this.dataset;
    const areas = (this.field?.value ?? '')
      .normalize('NFKC')
      .split('\n')
      .flatMap((line) => {
        const [, of = '', area = ''] = /^\s*(?:(\d+)\s*:)?(.*)$/.exec(line) ?? [];
        const sides = area
          .trim()
          .split(/[\s,、]+/)
          .map(Number);
        return of === page && sides.length === 4 && sides.every((side) => side >= 0) ? [sides] : [];
      });
    // Where the keys are is seen before anything is begun.
    const isSteered = this.from !== null || this.matches(':focus-visible');
    this.layer?.replaceChildren(
      ...areas.map((sides) => this.rect(sides)),
      ...(isSteered ? [this.rect(this.box(), 'area-sheet-now')] : []),
    );
  }

  private rect(sides: readonly number[], look?: string): SVGRectElement {
    const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    for (const [index, name] of SIDES.entries()) rect.setAttribute(name, String(sides[index]));
    if (look) rect.setAttribute('class', look);
    return rect;
  }
}

customElements.define('area-sheet', AreaSheet);

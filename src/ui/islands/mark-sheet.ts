/**
 * A page on which a place is chosen by a click or by drawing a frame. It goes into the text field beside it as hundredths
 * of the page, where it can be typed as well; what is typed there leaves no frame.
 */
class MarkSheet extends HTMLElement {
  connectedCallback() {
    const svg = this.querySelector('svg');
    const page = svg?.querySelector('image');
    const drawn = svg?.querySelector<SVGRectElement>('[data-drawn]');
    const field = document.getElementById(this.dataset.field ?? '');
    if (!svg || !page || !drawn || !(field instanceof HTMLInputElement)) return;
    this.dataset.ready = '';
    const { width, height } = page.getBBox();
    const at = ({ clientX, clientY }: PointerEvent) => {
      const point = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM()?.inverse());
      return [Math.min(Math.max(point.x, 0), width), Math.min(Math.max(point.y, 0), height)] as const;
    };
    const hundredths = (part: number, whole: number) => Math.round((part * 1000) / whole) / 10;
    let from: readonly [number, number] | null = null;
    const frame = (event: PointerEvent) => {
      const [x, y] = at(event);
      const [startX, startY] = from ?? [x, y];
      const box = [Math.min(x, startX), Math.min(y, startY), Math.abs(x - startX), Math.abs(y - startY)];
      for (const [index, name] of ['x', 'y', 'width', 'height'].entries())
        drawn.setAttribute(name, String(box[index]));
      return box;
    };
    svg.addEventListener('pointerdown', (event) => {
      if (event.target instanceof Element && event.target.closest('a')) return;
      svg.setPointerCapture(event.pointerId);
      from = at(event);
      frame(event);
    });
    svg.addEventListener('pointermove', (event) => {
      if (from) frame(event);
    });
    svg.addEventListener('pointerup', (event) => {
      if (!from) return;
      const [x = 0, y = 0, wide = 0, high = 0] = frame(event);
      from = null;
      const place = [hundredths(x, width), hundredths(y, height)];
      // A hand that only pointed has moved a little all the same.
      if (wide > width / 100 && high > height / 100)
        place.push(hundredths(wide, width), hundredths(high, height));
      field.value = place.join(', ');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
}

customElements.define('mark-sheet', MarkSheet);

import type { MapMouseEvent, Map as MovingMap } from 'maplibre-gl';
import type { MapWords } from '../map-words.js';
import { type Drawing, drawOn, smallButton } from './map-draw.js';
import type { ShapeKind } from './map-shapes.js';

export interface Tools {
  /** Whether the press was a corner of what is drawn. */
  take(event: MapMouseEvent): boolean;
}

interface ToolsConfig {
  adding: Record<string, readonly ShapeKind[]>;
  words: MapWords & Record<'measure' | 'stop' | 'draw', string>;
}

/** Measuring for everybody; for staff, drawing what the form below the map hands on. One of them at a time. */
export function toolsOn(map: MovingMap, host: HTMLElement, { adding, words }: ToolsConfig): Tools {
  let drawing: Drawing | undefined;
  let stop = () => {};

  /** A button that begins a drawing beside it, and ends it. */
  function toggle(parent: HTMLElement, text: string, begin: (bar: HTMLElement) => Drawing) {
    const bar = document.createElement('div');
    bar.className = 'map-tool';
    const button = smallButton(text, () => (drawing && button.dataset.on === '' ? stop() : start()));
    const start = () => {
      stop();
      button.dataset.on = '';
      button.textContent = words.stop;
      drawing = begin(bar);
      stop = () => {
        drawing?.end();
        drawing = undefined;
        delete button.dataset.on;
        button.textContent = text;
        stop = () => {};
      };
    };
    bar.append(button);
    parent.prepend(bar);
    return start;
  }

  const measuring = document.createElement('div');
  host.append(measuring);
  toggle(measuring, words.measure, (bar) => drawOn(map, bar, ['line', 'polygon'], words, () => {}));

  const form = document.querySelector<HTMLFormElement>('.map-add');
  const register = form?.querySelector<HTMLSelectElement>('select[name="register"]');
  const place = form?.querySelector<HTMLInputElement>('input[name="place"]');
  if (form && register && place) {
    let isDrawing = false;
    const begin = toggle(form, words.draw, (bar) => {
      isDrawing = true;
      const own = drawOn(map, bar, adding[register.value] ?? [], words, (shape) => {
        place.value = shape ? JSON.stringify(shape) : '';
      });
      return {
        ...own,
        end: () => {
          isDrawing = false;
          place.value = '';
          own.end();
        },
      };
    });
    register.addEventListener('change', () => {
      if (isDrawing) begin();
    });
  }

  return {
    take(event) {
      drawing?.take(event);
      return drawing !== undefined;
    },
  };
}

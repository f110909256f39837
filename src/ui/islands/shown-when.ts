import { type ControlTest, settle } from '../reveal/control-test.js';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement;
const CONTROLS = 'input, select, textarea, button';
const followed = new WeakSet<HTMLFormElement>();

/**
 * Shows a part of a form while the controls that it follows say so. What goes takes its controls out of what is sent
 * (unless it keeps them) and keeps what was typed; what comes is told to who cannot see it. The focus stays.
 */
class ShownWhen extends HTMLElement {
  connectedCallback() {
    const form = this.closest('form');
    if (!form) return;
    if (!followed.has(form)) follow(form);
    // What stands there by the time everything of the page is read: browsers put back what was typed before.
    queueMicrotask(() => update(form));
  }

  show(isWanted: boolean): boolean {
    const wasHidden = this.hidden;
    const waiting = this.querySelector<HTMLTemplateElement>(':scope > template');
    if (waiting && isWanted) this.replaceChildren(waiting.content);
    this.hidden = !isWanted;
    if (this.dataset.keeps === undefined)
      for (const control of this.querySelectorAll<Control>(CONTROLS)) control.disabled = !isWanted;
    return wasHidden && isWanted;
  }
}

function follow(form: HTMLFormElement) {
  followed.add(form);
  const status = document.createElement('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  form.after(status);
  form.addEventListener('change', () => {
    const said = update(form);
    status.textContent = said.join(' ');
  });
  window.addEventListener('pageshow', () => update(form));
}

/** What came, in words. */
function update(form: HTMLFormElement): string[] {
  const parts = [...form.querySelectorAll<ShownWhen>('shown-when')];
  // A part of a row follows the controls of that row.
  const scopeOf = (part: ShownWhen): Element => part.closest('[data-scope]') ?? form;
  return [...new Set(parts.map(scopeOf))].flatMap((scope) => {
    const within = parts.filter((part) => scopeOf(part) === scope);
    const wanted = settle(
      within.map(({ dataset: { test = '', names = '' } }) => ({
        test: JSON.parse(test) as ControlTest,
        names: names.split(' ').filter((name) => name !== ''),
      })),
      (name) => sentBy(scope, name),
    );
    return within.flatMap((part, index) =>
      part.show(wanted[index] === true) && part.dataset.said ? [part.dataset.said] : [],
    );
  });
}

const sentBy = (scope: Element, name: string): string[] =>
  [...scope.querySelectorAll('input, select')].flatMap((control) => {
    if (control instanceof HTMLInputElement)
      return control.name === name && (control.checked || !/^(radio|checkbox)$/.test(control.type))
        ? [control.value]
        : [];
    return control instanceof HTMLSelectElement && control.name === name ? [control.value] : [];
  });

customElements.define('shown-when', ShownWhen);

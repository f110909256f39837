const PAUSE_MS = 500;
/** What stands before it stays in sight. */
const ABOVE = 48;
/** The way of looking that was chosen last stays from page to page. */
const CHANNEL = 'preview-channel';

/**
 * Shows beside a form what would come of it, while it is filled in; nothing is saved by it. The button that does the
 * same without script goes. Where the server does not answer, what was shown last stays. The window is scrolled to
 * what is being written (`data-at`) when something else is looked at, and stays where it is while somebody types.
 */
class LivePreview extends HTMLElement {
  private timer = 0;
  private asked: AbortController | null = null;

  connectedCallback() {
    const form = document.getElementById(this.dataset.form ?? '');
    if (!(form instanceof HTMLFormElement)) return;
    this.querySelector('button')?.remove();
    const follow = () => {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.update(form), PAUSE_MS);
    };
    form.addEventListener('input', follow);
    // Rows that come and go.
    form.addEventListener('change', follow);
    this.addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      sessionStorage.setItem(CHANNEL, target.value);
      void this.update(form).then(() => this.place());
    });
    const wanted = sessionStorage.getItem(CHANNEL) ?? '';
    const other = this.querySelector<HTMLInputElement>(`input[value="${CSS.escape(wanted)}"]:not(:checked)`);
    if (other && this.isAsFirst()) {
      other.checked = true;
      void this.update(form).then(() => this.place());
    } else this.place();
  }

  /** Nobody chose on this page yet: what the server chose by itself gives way. */
  private isAsFirst(): boolean {
    return this.querySelector('input:checked') === this.querySelector('input');
  }

  private place() {
    const view = this.querySelector('.preview-window');
    const target = view?.querySelector('[data-at]');
    if (!view) return;
    view.scrollTop = 0;
    if (target)
      view.scrollTop = target.getBoundingClientRect().top - view.getBoundingClientRect().top - ABOVE;
  }

  disconnectedCallback() {
    window.clearTimeout(this.timer);
    this.asked?.abort();
  }

  private async update(form: HTMLFormElement) {
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    try {
      const answer = await fetch(this.dataset.action ?? '', { method: 'POST', body, signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = page.querySelector<HTMLElement>('.live-preview-content');
      const shown = this.querySelector('.live-preview-content');
      if (!next || !shown || next.outerHTML === shown.outerHTML) return;
      shown.replaceWith(next);
      this.say((next.dataset.typed === 'true' ? this.dataset.updated : this.dataset.waiting) ?? '');
    } catch {
      // Without a connection, or overtaken by the next keystroke: the form itself is untouched.
    }
  }

  /** The same words twice are read twice only when the region was empty between them. */
  private say(words: string) {
    const status = this.querySelector('[role="status"]');
    if (!status) return;
    status.textContent = '';
    window.setTimeout(() => {
      status.textContent = words;
    }, 100);
  }
}

customElements.define('live-preview', LivePreview);

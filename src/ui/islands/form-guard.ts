const RELEASE_AFTER_MS = 15_000;

/**
 * Lets a form be sent once: the second click within a short time does nothing. The buttons stay enabled
 * (a disabled one would not send its own name and value) and say in words that work is going on.
 */
class FormGuard extends HTMLElement {
  connectedCallback() {
    this.addEventListener('submit', (event) => {
      if (event.defaultPrevented) return;
      if (this.hasAttribute('data-sending')) {
        event.preventDefault();
        return;
      }
      this.hold(event.submitter);
    });
    window.addEventListener('pageshow', this.release);
  }

  disconnectedCallback() {
    window.removeEventListener('pageshow', this.release);
  }

  private hold(submitter: HTMLElement | null) {
    this.setAttribute('data-sending', '');
    submitter?.setAttribute('aria-disabled', 'true');
    const note = document.createElement('p');
    note.className = 'busy-note';
    note.setAttribute('role', 'status');
    submitter?.after(note);
    note.textContent = this.dataset.busy ?? '';
    window.setTimeout(this.release, RELEASE_AFTER_MS);
  }

  /** Coming back by the browser's back button, or an answer that never came. */
  private release = () => {
    this.removeAttribute('data-sending');
    for (const button of this.querySelectorAll('button[aria-disabled]'))
      button.removeAttribute('aria-disabled');
    for (const note of this.querySelectorAll('.busy-note')) note.remove();
  };
}

customElements.define('form-guard', FormGuard);

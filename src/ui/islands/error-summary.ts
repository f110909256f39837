/** Takes the focus when the page arrives, so that a screen reader begins with what is wrong. */
class ErrorSummary extends HTMLElement {
  connectedCallback() {
    this.focus();
    this.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const control = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!control) return;
      event.preventDefault();
      const label =
        control.closest('fieldset')?.querySelector('legend') ??
        document.querySelector(`label[for="${CSS.escape(control.id)}"]`);
      (label ?? control).scrollIntoView();
      control.focus({ preventScroll: true });
    });
  }
}

customElements.define('error-summary', ErrorSummary);

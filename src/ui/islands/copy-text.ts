/** Copies data-text and says data-done. */
class CopyText extends HTMLElement {
  connectedCallback() {
    this.querySelector('button')?.addEventListener('click', async () => {
      await navigator.clipboard.writeText(this.dataset.text ?? '');
      const output = this.querySelector('output');
      if (output) output.textContent = this.dataset.done ?? '';
    });
  }
}

customElements.define('copy-text', CopyText);

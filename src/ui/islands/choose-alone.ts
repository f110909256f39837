/** Boxes of which some stand alone (none of them): ticking one takes back what does not go with it. */
class ChooseAlone extends HTMLElement {
  connectedCallback() {
    const alone = new Set((this.dataset.values ?? '').split(' '));
    this.addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !target.checked) return;
      const isAlone = alone.has(target.value);
      for (const box of this.querySelectorAll<HTMLInputElement>('input:checked'))
        if (box !== target && (isAlone || alone.has(box.value))) box.checked = false;
    });
  }
}

customElements.define('choose-alone', ChooseAlone);

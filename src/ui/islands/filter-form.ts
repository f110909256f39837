const REMEMBERED = 'filter-form-focus';

/** Sends the filters as soon as a choice is made, and puts the focus back on it when the page returns. */
class FilterForm extends HTMLElement {
  connectedCallback() {
    const id = sessionStorage.getItem(REMEMBERED);
    sessionStorage.removeItem(REMEMBERED);
    const control = id && document.getElementById(id);
    if (control && this.contains(control)) control.focus();

    this.addEventListener('change', ({ target }) => {
      const isChoice =
        target instanceof HTMLSelectElement ||
        (target instanceof HTMLInputElement && /radio|checkbox/.test(target.type));
      if (!isChoice) return;
      sessionStorage.setItem(REMEMBERED, target.id);
      target.form?.requestSubmit();
    });
  }
}

customElements.define('filter-form', FilterForm);

/**
 * j, k and x inside the staff's inbox; Enter opens because the focus is on the row's link. The keys act only
 * while the focus is inside, so that they disturb nobody who speaks or types letters elsewhere (WCAG 2.1.4).
 */
class InboxKeys extends HTMLElement {
  connectedCallback() {
    this.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'j') this.move(1);
      else if (event.key === 'k') this.move(-1);
      else if (event.key === 'x')
        this.currentRow()?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
      else return;
      event.preventDefault();
    });
    this.addEventListener('change', () => this.count());
    this.count();
  }

  private currentRow(): HTMLTableRowElement | null {
    return document.activeElement?.closest('tr') ?? null;
  }

  private move(by: number) {
    const links = [...this.querySelectorAll<HTMLAnchorElement>('tbody th a')];
    const current = this.currentRow();
    const index = links.findIndex((link) => link.closest('tr') === current);
    const next = links[index === -1 ? 0 : index + by];
    next?.focus();
    next?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  }

  private count() {
    const output = this.querySelector<HTMLOutputElement>('.bulk-bar output');
    const template = output?.dataset.text;
    if (!output || !template) return;
    const selected = this.querySelectorAll('tbody input:checked').length;
    output.textContent = template.replace('{count}', String(selected));
  }
}

customElements.define('inbox-keys', InboxKeys);

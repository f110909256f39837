import type { PointMapConfig } from './point-map-moving.js';

/*
 * The map in a form, on which a place is pointed at. Its button asks the server for a picture; with script a map that
 * moves comes in its place, once somebody asks for it. Where none can be made, the next press asks the server.
 */
class PointMap extends HTMLElement {
  connectedCallback() {
    const text = this.dataset.config;
    if (text === undefined || this.dataset.moves !== undefined) return;
    const config = JSON.parse(text) as PointMapConfig;
    const said = document.createElement('p');
    said.setAttribute('role', 'status');
    this.append(said);
    const open = this.querySelector<HTMLButtonElement>('[value="open"]');
    if (!open) {
      void this.move(config).catch(() => {});
      return;
    }
    let asksServer = false;
    open.addEventListener('click', (event) => {
      if (asksServer) return;
      event.preventDefault();
      open.disabled = true;
      said.textContent = '';
      void this.move(config)
        .then(() => {
          open.remove();
          said.remove();
          this.querySelector('canvas')?.focus();
        })
        .catch(() => {
          open.disabled = false;
          open.focus();
          said.textContent = config.words.moveFailed;
          asksServer = navigator.onLine;
        });
    });
  }

  private async move(config: PointMapConfig) {
    const { showPointing } = await import('./point-map-moving.js');
    await showPointing(this, config);
  }
}

customElements.define('point-map', PointMap);

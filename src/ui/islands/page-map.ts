import type { PageMapConfig } from './page-map-moving.js';

/*
 * A picture that the server drew, and a button that puts a map that moves in its place. What draws that map is twenty
 * times the page: it is fetched when somebody asks for it. Where no map can be made the picture stays, and words say that one may ask again.
 */
class PageMap extends HTMLElement {
  connectedCallback() {
    const text = this.dataset.config;
    if (text === undefined || this.querySelector('button')) return;
    const config = JSON.parse(text) as PageMapConfig;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.dataset.variant = 'secondary';
    button.dataset.size = 'small';
    button.textContent = config.words.move;
    const said = document.createElement('p');
    said.setAttribute('role', 'status');
    button.addEventListener('click', async () => {
      button.disabled = true;
      said.textContent = '';
      try {
        const { showMoving } = await import('./page-map-moving.js');
        await showMoving(this, config);
        button.remove();
        said.remove();
        this.querySelector('canvas')?.focus();
      } catch {
        button.disabled = false;
        button.focus();
        said.textContent = config.words.moveFailed;
      }
    });
    this.append(button, said);
  }
}

customElements.define('page-map', PageMap);

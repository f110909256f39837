import type { PageMapConfig } from './page-map-moving.js';

/*
 * A picture that the server drew, and a button that puts a map that moves in its place. What draws that map is twenty
 * times the page: it is fetched when somebody asks for it. Where no map can be made the picture stays.
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
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        const { showMoving } = await import('./page-map-moving.js');
        await showMoving(this, config);
        button.remove();
        this.querySelector('canvas')?.focus();
      } catch {
        button.disabled = false;
      }
    });
    this.append(button);
  }
}

customElements.define('page-map', PageMap);

/** A table's region is a stop of the keyboard only where there is something to scroll. */
class ScrollRegion extends HTMLElement {
  private observer = new ResizeObserver(() => {
    if (this.scrollWidth > this.clientWidth) this.tabIndex = 0;
    else this.removeAttribute('tabindex');
  });

  connectedCallback() {
    this.observer.observe(this);
  }

  disconnectedCallback() {
    this.observer.disconnect();
  }
}

customElements.define('scroll-region', ScrollRegion);

/** Fills latitude and longitude from where the device is, when the person presses the button. */
class PositionFinder extends HTMLElement {
  connectedCallback() {
    if (!('geolocation' in navigator) || this.querySelector('button')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.dataset.variant = 'secondary';
    button.dataset.size = 'small';
    button.textContent = this.dataset.locate ?? '';
    const status = document.createElement('p');
    status.setAttribute('role', 'status');
    // Before the fields: on a phone it spares them.
    this.prepend(button, status);
    button.addEventListener('click', () => {
      status.textContent = this.dataset.busy ?? '';
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          this.fill('lat', coords.latitude);
          this.fill('lon', coords.longitude);
          // A map of the place shows what stands in its controls.
          this.dispatchEvent(new Event('change', { bubbles: true }));
          status.textContent = '';
        },
        () => {
          status.textContent = this.dataset.failed ?? '';
        },
        { enableHighAccuracy: true, timeout: 15_000 },
      );
    });
  }

  private fill(part: 'lat' | 'lon', degrees: number) {
    const control = this.querySelector<HTMLInputElement>(`input[name$=".${part}"]`);
    if (control) control.value = degrees.toFixed(6);
  }
}

customElements.define('position-finder', PositionFinder);

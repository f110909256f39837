/**
 * A place to sign by finger, pen or mouse, beside the box for the typed name, which stays for everybody who cannot
 * draw. What was drawn goes into the hidden control as a PNG; without a line nothing is sent.
 */
class SignaturePad extends HTMLElement {
  connectedCallback() {
    const value = this.querySelector<HTMLInputElement>('input[type="hidden"]');
    if (!value || this.querySelector('canvas')) return;
    const canvas = document.createElement('canvas');
    canvas.width = 600;
    canvas.height = 200;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', this.dataset.label ?? '');
    const hint = document.createElement('p');
    hint.className = 'field-limit';
    hint.textContent = this.dataset.draw ?? '';
    const clear = document.createElement('button');
    clear.type = 'button';
    clear.className = 'button';
    clear.dataset.variant = 'tertiary';
    clear.dataset.size = 'small';
    clear.textContent = this.dataset.clear ?? '';
    this.append(hint, canvas, clear);

    const pen = canvas.getContext('2d');
    if (!pen) return;
    const blank = () => {
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.strokeStyle = '#1a1a1a';
      pen.lineWidth = 3;
      pen.lineCap = 'round';
      pen.lineJoin = 'round';
    };
    blank();
    if (value.value) {
      const drawn = new Image();
      drawn.addEventListener('load', () => pen.drawImage(drawn, 0, 0));
      drawn.src = value.value;
    }
    const at = ({ clientX, clientY }: PointerEvent) => {
      const { left, top, width, height } = canvas.getBoundingClientRect();
      return [((clientX - left) * canvas.width) / width, ((clientY - top) * canvas.height) / height] as const;
    };
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      pen.beginPath();
      pen.moveTo(...at(event));
    });
    canvas.addEventListener('pointermove', (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return;
      pen.lineTo(...at(event));
      pen.stroke();
    });
    canvas.addEventListener('pointerup', () => {
      value.value = canvas.toDataURL('image/png');
    });
    clear.addEventListener('click', () => {
      blank();
      value.value = '';
    });
  }
}

customElements.define('signature-pad', SignaturePad);

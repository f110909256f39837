/* What a note lacks, said on the spot: in the office nobody knows the place any more. */
import { positionIn } from '../../kernel/files/exif.js';

export type FaultWords = Record<'kindMissing' | 'whereMissing' | 'photoUnused', string>;
interface Fault {
  /** Id of the control. */
  id: string;
  text: string;
}

const EXIF = 'Exif\0\0';

/** Whether the town hall can find a place in it; of pictures other than JPEG only the town hall can tell. */
async function mayHavePlace(photo: File): Promise<boolean> {
  if (photo.type !== 'image/jpeg') return true;
  const bytes = new Uint8Array(await photo.arrayBuffer());
  const at = new TextDecoder('latin1').decode(bytes).indexOf(EXIF);
  return at >= 0 && positionIn(bytes.subarray(at)) !== null;
}

export async function faultsOf(written: readonly [string, string | File][], words: FaultWords) {
  const faults: Fault[] = [];
  const has = (name: string): boolean =>
    written.some(([one, value]) => one === name && typeof value === 'string' && value.trim() !== '');
  const photos = written.flatMap(([, value]) => (value instanceof File ? [value] : []));
  const isPlaced = ['place.words', 'place.lat', 'place.lon'].some(has);
  const placed = isPlaced ? [] : await Promise.all(photos.map(mayHavePlace));
  const mayUse = placed.includes(true);
  if (!isPlaced && !(mayUse && has('usePhoto')))
    faults.push({ id: 'place-words', text: mayUse ? words.photoUnused : words.whereMissing });
  if (!has('kind')) faults.push({ id: 'kind', text: words.kindMissing });
  return faults;
}

/** Puts words beside the controls in place of those of the last time, and leads to the first of them. */
export function showFaults(form: HTMLFormElement, faults: readonly Fault[]): void {
  for (const old of form.querySelectorAll('.field-error')) old.remove();
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  const controls = faults.flatMap(({ id, text }) => {
    const control = form.querySelector<HTMLInputElement>(`#${id}`);
    if (!control) return [];
    const said = document.createElement('p');
    said.className = 'field-error';
    said.id = `${id}-error`;
    said.textContent = text;
    const legend = control.type === 'radio' ? control.closest('fieldset')?.querySelector('legend') : null;
    if (legend) legend.after(said);
    else (control.closest('.input-line') ?? control).before(said);
    control.setAttribute('aria-invalid', 'true');
    const others = (control.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .filter((one) => one !== said.id);
    control.setAttribute('aria-describedby', [...others, said.id].join(' ').trim());
    return [control];
  });
  controls[0]?.scrollIntoView({ block: 'center' });
  controls[0]?.focus({ preventScroll: true });
}

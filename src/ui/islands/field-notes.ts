/*
 * 現場メモ: what is written waits in the phone and is sent when there is a network, by whoever wrote it: notes of somebody
 * else who used the phone before wait until that person signs in again, and of them nothing but their number is shown. Without script, or where a browser keeps
 * nothing, the form is sent as any other.
 */
import { type FaultWords, faultsOf, showFaults } from './note-faults.js';
import { type Note, type NoteStore, openNotes } from './note-store.js';

type Words = Record<
  | 'waiting'
  | 'none'
  | 'sent'
  | 'offline'
  | 'signIn'
  | 'signInLink'
  | 'refused'
  | 'failed'
  | 'full'
  | 'sendNow'
  | 'mend'
  | 'remove'
  | 'photos'
  | 'leave'
  | 'others'
  | 'otherSession',
  string
>;
type Outcome = 'sent' | 'offline' | 'signIn' | 'otherSession' | 'refused' | 'failed';

const node = (name: string, text = ''): HTMLElement => {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
};
const button = (text: string, press: () => void): HTMLElement => {
  const made = node('button', text);
  made.setAttribute('type', 'button');
  made.className = 'button';
  made.dataset.variant = 'secondary';
  made.dataset.size = 'small';
  made.addEventListener('click', press);
  return made;
};
const textIn = ({ fields }: Note, name: string): string => {
  const value = fields.find(([one]) => one === name)?.[1];
  return typeof value === 'string' ? value : '';
};
const photosIn = ({ fields }: Note): File[] =>
  fields.flatMap(([, value]) => (value instanceof File ? [value] : []));

/**
 * Who writes: whoever the page was drawn for, or, where it was opened without a network, whoever it was drawn for last.
 * Signing out clears what is kept here.
 */
function writerOf(base: string, drawnFor: string | undefined): string {
  const name = `${base}/staff/field writer`;
  if (drawnFor) localStorage.setItem(name, drawnFor);
  return localStorage.getItem(name) ?? '';
}

/** Tells the town hall not to clear this browser on signing out: notes of somebody else wait in it. */
const keepOnSignOut = (isKept: boolean) => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `yakuba_keep=1; path=/; samesite=lax; max-age=${isKept ? 31_536_000 : 0}`;
};

class FieldNotes extends HTMLElement {
  private words = {} as Words & FaultWords;
  private kinds: Record<string, string> = {};
  private base = '';
  private writer = '';
  private readonly said = node('p');
  private readonly others = node('p');
  private readonly list = node('ul');
  private isSending = false;
  private isAsked = false;

  connectedCallback() {
    const form = this.querySelector('form');
    if (!form || !('serviceWorker' in navigator) || !('indexedDB' in window)) return;
    this.base = this.dataset.base ?? '';
    this.writer = writerOf(this.base, this.dataset.writer);
    this.kinds = JSON.parse(this.dataset.kinds ?? '{}') as Record<string, string>;
    this.words = JSON.parse(this.dataset.words ?? '{}') as Words & FaultWords;
    const field = `${this.base}/staff/field`;
    void navigator.serviceWorker.register(`${field}/worker.js`, { scope: field }).catch(() => {});
    void openNotes(this.base).then((store) => this.start(form, store));
  }

  private start(form: HTMLFormElement, store: NoteStore) {
    this.said.setAttribute('role', 'status');
    const waiting = node('section');
    waiting.className = 'section field-waiting';
    const sendNow = button(this.words.sendNow, () => void this.sendAll(form, store));
    waiting.append(node('h2', this.words.waiting), this.said, this.list, this.others, sendNow);
    this.append(waiting);
    form.addEventListener('submit', (event) => {
      // A button with an address of its own asks for something else, such as the map.
      if (event.submitter?.hasAttribute('formaction')) return;
      event.preventDefault();
      void this.write(form, store, event.submitter);
    });
    window.addEventListener('online', () => void this.sendAll(form, store));
    // Signing out clears what this browser keeps of the town, unless there is something of somebody else.
    document.querySelector('form[action$="/sign-out"]')?.addEventListener('submit', (event) => {
      const isLost = this.list.childElementCount > 0 && this.others.textContent === '';
      if (isLost && !window.confirm(this.words.leave)) event.preventDefault();
    });
    void this.sendAll(form, store);
  }

  /** Kept first, then sent: a phone that dies in between loses nothing. */
  private async write(form: HTMLFormElement, store: NoteStore, submitter: HTMLElement | null) {
    const written = [...new FormData(form, submitter)].filter(
      ([name, value]) => name !== 'key' && !(value instanceof File && value.size === 0),
    );
    const faults = await faultsOf(written, this.words);
    showFaults(form, faults);
    if (faults.length > 0) return;
    const note: Note = {
      key: crypto.randomUUID(),
      writer: this.writer,
      at: Date.now(),
      fields: written,
      refused: null,
    };
    try {
      await store.put(note);
    } catch {
      this.said.textContent = this.words.full;
      return;
    }
    form.reset();
    form.dispatchEvent(new Event('change', { bubbles: true }));
    await this.sendAll(form, store);
    this.said.scrollIntoView({ block: 'center' });
  }

  /** Those of who writes, one after the other, until one of them meets no network or no session of theirs. */
  private async sendAll(form: HTMLFormElement, store: NoteStore) {
    this.isAsked = true;
    if (this.isSending) return;
    this.isSending = true;
    let last: Outcome | null = null;
    try {
      // What is written while others are sent goes as well.
      while (this.isAsked) {
        this.isAsked = false;
        for (const note of await store.all()) {
          if (note.refused !== null || note.writer !== this.writer) continue;
          last = await this.send(form, store, note).catch(() => 'offline' as const);
          if (last === 'offline' || last === 'signIn' || last === 'otherSession') break;
        }
      }
    } finally {
      this.isSending = false;
    }
    await this.show(form, store, last);
  }

  private async send(form: HTMLFormElement, store: NoteStore, note: Note): Promise<Outcome> {
    const body = new FormData();
    body.set('key', note.key);
    body.set('writer', note.writer);
    for (const [name, value] of note.fields) body.append(name, value);
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null);
    if (!answer) return 'offline';
    // Only the way back to this page says that it was taken; who is not signed in is led elsewhere.
    if (answer.redirected && answer.ok && answer.url === form.action) {
      await store.remove(note.key);
      return 'sent';
    }
    if (answer.redirected) return 'signIn';
    if (answer.status === 409) return 'otherSession';
    if (answer.status >= 500 || answer.status === 429) return 'failed';
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const errors = [...page.querySelectorAll('.error-summary li')].map(({ textContent }) =>
      textContent.trim(),
    );
    await store.put({ ...note, refused: errors.join(' ') || this.words.refused });
    return 'refused';
  }

  private async show(form: HTMLFormElement, store: NoteStore, last: Outcome | null) {
    const all = await store.all();
    const notes = all.filter(({ writer }) => writer === this.writer);
    const others = all.length - notes.length;
    this.others.textContent = others > 0 ? this.words.others.replace('{count}', String(others)) : '';
    keepOnSignOut(others > 0);
    this.list.replaceChildren(...notes.map((note) => this.item(form, store, note)));
    this.said.replaceChildren(
      last === null && notes.length === 0 ? this.words.none : last ? this.words[last] : '',
    );
    if (last !== 'signIn' && last !== 'otherSession') return;
    const link = document.createElement('a');
    link.href = `${this.base}/sign-in?back=${encodeURIComponent(`${this.base}/staff/field`)}`;
    link.textContent = this.words.signInLink;
    this.said.append(' ', link);
  }

  private item(form: HTMLFormElement, store: NoteStore, note: Note): HTMLElement {
    const item = node('li');
    const title = this.kinds[textIn(note, 'kind')] ?? '';
    const at = new Date(note.at).toLocaleString(document.documentElement.lang);
    const photos = this.words.photos.replace('{count}', String(photosIn(note).length));
    item.append(node('p', [at, title, textIn(note, 'words'), photos].filter(Boolean).join('　')));
    if (note.refused !== null) item.append(node('p', note.refused));
    const drop = async () => {
      await store.remove(note.key);
      await this.show(form, store, null);
    };
    const buttons = node('div');
    buttons.className = 'button-row';
    item.append(buttons);
    buttons.append(
      button(this.words.mend, () => {
        fill(form, note);
        void drop();
      }),
      button(this.words.remove, () => void drop()),
    );
    return item;
  }
}

/** Puts a note back into the form, photos as well. */
function fill(form: HTMLFormElement, note: Note) {
  form.reset();
  for (const control of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    if (control instanceof HTMLInputElement && control.type === 'file') {
      const transfer = new DataTransfer();
      for (const photo of photosIn(note)) transfer.items.add(photo);
      control.files = transfer.files;
    } else if (control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type))
      control.checked = textIn(note, control.name) === control.value;
    else if (control.type !== 'hidden') control.value = textIn(note, control.name);
  }
  form.dispatchEvent(new Event('change', { bubbles: true }));
  form.querySelector<HTMLElement>('input:not([type="hidden"]), textarea')?.focus();
}

customElements.define('field-notes', FieldNotes);

/** A note as it was written, until it has been sent. */
export interface Note {
  /** Of the sending: the same note sent twice is one report. */
  key: string;
  /** Who wrote it: it is sent under nobody else's name. */
  writer: string;
  at: number;
  fields: [name: string, value: string | File][];
  /** What the town hall found wrong with it. */
  refused: string | null;
}

const asked = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Notes of one town, in the order in which they were written; they outlive the page and the browser. */
export async function openNotes(base: string) {
  const request = indexedDB.open(`${base}/staff/field`, 1);
  request.onupgradeneeded = () => request.result.createObjectStore('notes', { keyPath: 'key' });
  const database = await asked(request);
  const notes = (mode: IDBTransactionMode) => database.transaction('notes', mode).objectStore('notes');
  return {
    all: async (): Promise<Note[]> => {
      const found = await asked<Note[]>(notes('readonly').getAll());
      return found.sort((one, other) => one.at - other.at);
    },
    put: async (note: Note): Promise<void> => void (await asked(notes('readwrite').put(note))),
    remove: async (key: string): Promise<void> => void (await asked(notes('readwrite').delete(key))),
  };
}
export type NoteStore = Awaited<ReturnType<typeof openNotes>>;

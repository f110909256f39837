/** Kinds of content, found out from the bytes and never from the name. */
export type FileContent = 'image' | 'pdf' | 'office' | 'text';

/** What a place that takes files allows. */
export interface FileRules {
  contents: readonly FileContent[];
  maxBytes: number;
  /** Where a picture was taken is kept beside it; in the file itself it never stays. */
  keepPosition?: boolean;
}

/** What is sent: the bytes, or that they were more than is read at all. */
export interface Upload {
  name: string;
  bytes: Uint8Array | 'tooLarge';
}

/** Why a file is not taken. */
export type FileProblem =
  | 'empty'
  | 'tooLarge'
  | 'wrongContent'
  | 'broken'
  | 'encrypted'
  | 'hasPrograms'
  | 'tooManyPages'
  | 'tooManyPixels'
  | 'infected'
  | 'notScanned';

/** What a file really is that is not taken for its content: known by its bytes, whatever its name says. */
export type FoundContent = FileContent | 'heic' | 'video' | 'archive' | 'program';

/** Thrown while disarming; what it names is told to the person. */
export class UnfitFile extends Error {
  readonly problem: FileProblem;
  readonly found: FoundContent | undefined;
  constructor(problem: FileProblem, options: ErrorOptions & { found?: FoundContent | undefined } = {}) {
    super(`the file is not taken: ${problem}`, options);
    this.problem = problem;
    this.found = options.found;
  }
}

/** A copy that holds what was to be seen and nothing else. */
export interface Disarmed {
  bytes: Uint8Array;
  mediaType: string;
  /** Ending for its name. */
  ending: string;
  position?: { lat: number; lon: number };
}

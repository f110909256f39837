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

/** Thrown while disarming; what it names is told to the person. */
export class UnfitFile extends Error {
  readonly problem: FileProblem;
  constructor(problem: FileProblem, options?: ErrorOptions) {
    super(`the file is not taken: ${problem}`, options);
    this.problem = problem;
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

/** A file of which more came than is read; its bytes were thrown away as they came. */
export class OversizedFile {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A town as an address begins: 奈良県 and 葛城市今在家. A code of a whole city has no more than the city. */
export interface Town {
  prefecture: string;
  town: string;
}

/**
 * An object that has at least one object as a key, `{{"topic":"T"}:1}`. Entries keep the order of the text, and equal
 * object keys are not merged. Scalar keys of such an object are strings, as they are in a plain object.
 */
export class LenientMap {
  readonly entries: Array<[unknown, unknown]>

  constructor(entries: Array<[unknown, unknown]>) {
    this.entries = entries
  }
}

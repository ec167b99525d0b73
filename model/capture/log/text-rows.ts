// The texts of a capture while its columns are laid out, each once, by their row.
import { none } from '../capture'

export class TextRows {
  readonly all: string[]
  private readonly rows: Map<string, number>

  constructor(texts: readonly string[] = []) {
    this.all = [...texts]
    this.rows = new Map(texts.map((text, row) => [text, row]))
  }

  /** `none` for what is not known. */
  row(text: string | null): number {
    if (text === null || text === '') return none
    const known = this.rows.get(text)
    if (known !== undefined) return known
    this.rows.set(text, this.all.length)
    return this.all.push(text) - 1
  }
}

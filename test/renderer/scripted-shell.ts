// A shell for tests and the gallery: it remembers what it was asked and opens what it is told to.
import type { Opened, SaveOutcome, Shell } from '../../renderer/shell/shell'

export interface ScriptedShell extends Shell {
  readonly asked: string[]
  /** What the next save comes to. */
  outcome: SaveOutcome | null
  picked: File | null
  pictured: Blob | null
  tellOpened: (opened: Opened) => void
}

export function scriptedShell(): ScriptedShell {
  const shell: ScriptedShell = {
    asked: [],
    outcome: null,
    picked: null,
    pictured: null,
    tellOpened: () => undefined,
    async save(name, content) {
      shell.asked.push(`save ${name} ${content.size}`)
      return Promise.resolve(shell.outcome ?? { kind: 'saved', name, reveal: null })
    },
    pickFile: () => Promise.resolve(shell.picked),
    copyText: (text) => Promise.resolve(shell.asked.push(`copy ${text}`) > 0),
    openLink: (address) => Promise.resolve(shell.asked.push(`open ${address}`) > 0),
    picture: () => Promise.resolve(shell.pictured),
    raise: () => void shell.asked.push('raise'),
    keepSecret: () => Promise.resolve('untilReload'),
    readSecret: () => Promise.resolve(null),
    onOpened(listener) {
      shell.tellOpened = listener
      return () => (shell.tellOpened = () => undefined)
    },
  }
  return shell
}

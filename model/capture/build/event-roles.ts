// What Maya's events mean, by name: which ones mark a frame, a cycle or work on the GPU. What follows from them is left to
// the files that split frames and describe nodes.
import type { TextTable } from './text-table'

/** Bits, because what lies inside events inherits all of their roles. */
export const role = { evaluation: 1, draw: 2, cycle: 4, gpu: 8 } as const

const roleOfName: Readonly<Record<string, number>> = {
  EvaluationGraphExecution: role.evaluation,
  Vp2SceneRender: role.draw,
  // Maya evaluates the members of a cycle one after another, as one task that it cannot look into.
  opaqueTaskEvaluation: role.cycle,
}

const firstBytes = new Set(['GPUOverride', ...Object.keys(roleOfName)].map((text) => text.charCodeAt(0)))

/** The roles of events, for each text that may be their name. */
export function eventRoles(texts: TextTable): Uint8Array {
  const roles = new Uint8Array(texts.count)
  for (let index = 0; index < texts.count; index++) {
    const first = texts.bytesOf(index)[0]
    // Few of a million texts need to be decoded for this.
    if (first === undefined || !firstBytes.has(first)) continue
    const text = texts.textOf(index)
    if (text.startsWith('GPUOverride')) roles[index] = role.gpu
    else if (Object.hasOwn(roleOfName, text)) roles[index] = roleOfName[text] as number
  }
  return roles
}

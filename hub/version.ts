// The version of Rigscope, as package.json has it; the build puts the number in.
import manifest from '../package.json' with { type: 'json' }

export const version: string = manifest.version

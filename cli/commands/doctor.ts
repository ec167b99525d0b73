// `rigscope doctor`: says what Rigscope finds on this machine, each setting with where it came from, and what is wrong.
import type { Command } from '../command-line'
import { type Examination, examine, type SeenSession } from '../examine'
import type { Found } from '../find-program'

export const doctor: Command = {
  name: 'doctor',
  help: [
    'rigscope doctor [--json]',
    '',
    'Says versions, the runtime folder, the hub and the sessions that run, which programs are found, every setting with',
    'where it came from, and what is wrong. Changes nothing. Exit code 0 when all is well, 1 when something is wrong.',
    '',
    '  --json    the same for programs',
  ].join('\n'),
  flags: ['json'],
  values: [],
  maxPositionals: 0,
  async run({ flags }, output) {
    const examination = await examine()
    if (flags.has('json')) output.line(JSON.stringify(examination, null, 2))
    else for (const line of reportLines(examination)) output.line(line)
    return examination.problems.length > 0 ? 1 : 0
  },
}

/** The report for people. */
export function reportLines(found: Examination): string[] {
  const { built, runtimeFolder, hub, sessions, programs, settings, problems } = found
  const width = Math.max(...settings.map(({ name }) => name.length))
  return [
    `Rigscope   ${found.version}, Node ${found.node}, ${found.platform}${found.display ? '' : ', no display'}`,
    `Panel      ${built.panel ? 'built' : 'not built'}`,
    `Bridge     ${built.bridgeLibraries ? 'libraries installed' : 'libraries not installed yet; --host installs them'}`,
    `Recording  ${built.recording ? 'there' : 'not there'}`,
    `Runtime    ${runtimeFolder.path}${runtimeFolder.exists ? '' : ' (made when something starts)'}`,
    `Hub        ${hub === null ? 'not running' : `${hub.address}, process ${hub.pid}`}`,
    `Blender    ${programLine(programs.blender)}`,
    `Chromium   ${programLine(programs.chromium)}`,
    '',
    sessions.length === 0 ? 'No sessions.' : 'Sessions',
    ...sessions.map((session) => `  ${seenLine(session)}`),
    '',
    'Settings',
    ...settings.map(({ name, value, from }) => `  ${name.padEnd(width)}  ${short(value)}  (${from})`),
    '',
    ...(problems.length === 0 ? ['Nothing is wrong.'] : ['Wrong', ...problems.map((problem) => `  ${problem}`)]),
  ]
}

const programLine = (found: Found) => (found.kind === 'found' ? `${found.path} (${found.from})` : found.sentence)

function seenLine({ file, state, host, scene, pid, recording }: SeenSession): string {
  switch (state) {
    case 'runs':
      return `${host}${scene === null ? '' : `, ${scene}`}, process ${pid}${recording ? ', plays a recording' : ''}`
    case 'ended':
      return `${file} is left of a session that ended; the hub sweeps it.`
    case 'elsewhere':
      return `${file} belongs to another machine and is left alone.`
    case 'refused':
      return `${file} is left out, see below.`
  }
}

/** A value on one line; long lists by their length. */
function short(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 60 && Array.isArray(value) ? `${value.length} entries` : text
}

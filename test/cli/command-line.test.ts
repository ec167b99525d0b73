// The command line refuses mistakes in one sentence with exit code 2, and its options are read as its help says.
import { describe, expect, it } from 'vitest'
import { doctor } from '../../cli/commands/doctor'
import { open } from '../../cli/commands/open'
import { record } from '../../cli/commands/record'
import { start } from '../../cli/commands/start'
import { stop } from '../../cli/commands/stop'
import { readArguments, runCommandLine, type Command } from '../../cli/command-line'

async function rigscope(...args: string[]) {
  const lines: string[] = []
  const problems: string[] = []
  const code = await runCommandLine(args, { line: (t) => lines.push(t), problem: (t) => problems.push(t) })
  return { code, lines, problems }
}

describe('The command line', () => {
  it.each([
    [['strat'], 'There is no command strat; rigscope has the commands start, open, stop, doctor, record and help.'],
    [
      ['--verbose'],
      'There is no option --verbose; rigscope has the commands start, open, stop, doctor, record and help.',
    ],
    [
      ['constructor'],
      'There is no command constructor; rigscope has the commands start, open, stop, doctor, record and help.',
    ],
    [['start', '--prot', '9'], 'rigscope start has no option --prot. See rigscope start --help.'],
    [['start', '--port'], '--port needs a value. See rigscope start --help.'],
    [['start', '--port', '--no-open'], '--port needs a value. See rigscope start --help.'],
    [['start', '--port', '70000'], '--port takes a number from 1 to 65535, not 70000. See rigscope start --help.'],
    [['start', '--port', '0'], '--port takes a number from 1 to 65535, not 0. See rigscope start --help.'],
    [['start', '--no-open=yes'], '--no-open takes no value. See rigscope start --help.'],
    [
      ['start', '--host', 'houdini'],
      '--host can be blender, not houdini; in Maya the bridge starts from the shelf. See rigscope start --help.',
    ],
    [
      ['start', 'walk.blend'],
      'A scene (walk.blend) needs --host blender; to play a recording use --recording. See rigscope start --help.',
    ],
    [
      ['start', '--background'],
      '--background needs --hub-only: rigscope stop ends no host. See rigscope start --help.',
    ],
    [
      ['start', '--host', 'blender', '--recording', 'x.rigscope'],
      'Only one of --host, --recording and --hub-only can be given. See rigscope start --help.',
    ],
    [['doctor', 'me'], 'rigscope doctor does not know what to do with me. See rigscope doctor --help.'],
    [['open', '--session', 'a', '--session', 'b'], '--session is given twice. See rigscope open --help.'],
  ])('refuses %j with one sentence', async (args, sentence) => {
    expect(await rigscope(...args)).toEqual({ code: 2, lines: [], problems: [sentence] })
  })

  it('refuses a scene and a recording that are not there', async () => {
    const scene = await rigscope('start', '--host', 'blender', '/nowhere/walk.blend')
    const recording = await rigscope('start', '--recording', '/nowhere/walk.rigscope')
    expect(scene.problems[0]).toContain('There is no file')
    expect(recording.problems[0]).toContain('There is no file')
    expect([scene.code, recording.code]).toEqual([2, 2])
  })

  it('lists its commands, and tells about each', async () => {
    const overview = await rigscope()
    expect(overview.code).toBe(0)
    for (const name of ['start', 'open', 'doctor', 'record']) {
      expect(overview.lines.join('\n')).toContain(`  ${name}`)
      const asked = await rigscope(name, '--help')
      expect(asked.lines.join('\n')).toMatch(new RegExp(`^rigscope ${name}`))
      expect((await rigscope('help', name)).lines).toEqual(asked.lines)
      expect((await rigscope(name, '-h')).lines).toEqual(asked.lines)
    }
  })

  it('says its version', async () => {
    expect(await rigscope('--version')).toMatchObject({ code: 0, lines: [expect.stringMatching(/^\d+\.\d+\.\d+/)] })
  })

  it.each([start, open, stop, doctor, record])(
    'names in the help of $name every option it takes, and no other',
    (command) => {
      const named = new Set(command.help.match(/--[a-z-]+/g)?.map((option) => option.slice(2)))
      expect([...named].sort()).toEqual([...command.flags, ...command.values].sort())
    },
  )
})

describe('Reading arguments', () => {
  const command: Command = {
    name: 'try',
    help: 'rigscope try',
    flags: ['json'],
    values: ['port'],
    maxPositionals: 1,
    run: async () => 0,
  }

  it('takes values behind a space or an equals sign, and positionals between', () => {
    for (const args of [
      ['--port', '9', 'scene', '--json'],
      ['--json', 'scene', '--port=9'],
    ])
      expect(readArguments(command, args)).toEqual({
        flags: new Set(['json']),
        values: new Map([['port', '9']]),
        positionals: ['scene'],
      })
  })

  it('takes what stands behind -- as it is', () => {
    expect(readArguments(command, ['--', '--json'])).toMatchObject({ flags: new Set(), positionals: ['--json'] })
  })
})

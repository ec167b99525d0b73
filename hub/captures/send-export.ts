// Gives a capture to others: as a Chrome trace, for speedscope, or as a container that any Rigscope opens. Streamed, never whole in
// memory here.
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { say } from '../serve/say'
import { captureToContainer } from './capture-to-container'
import { fileNameFor } from './file-name-for'
import type { CaptureWork, TextFormat } from './reading/work'
import { type ReadyCapture, streamTo } from './send-capture'

const endings = { chrome: '.trace.json', speedscope: '.speedscope.json', rigscope: '.rigscope' } as const
const mostAtOnce = 4

const isFormat = (as: string | null): as is keyof typeof endings => as !== null && Object.hasOwn(endings, as)

export class Exports {
  private running = 0

  constructor(private readonly work: CaptureWork) {}

  async send(
    found: ReadyCapture,
    as: string | null,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (!isFormat(as)) return say(response, 400, 'Ask for ?as=chrome, ?as=speedscope or ?as=rigscope.')
    if (this.running >= mostAtOnce)
      return say(response, 503, `${mostAtOnce} captures are being written out already. Wait until one is done.`)
    this.running += 1
    try {
      const title = found.summary.title
      response.setHeader('Content-Disposition', attachment(title, endings[as]))
      response.setHeader(
        'Content-Type',
        as === 'rigscope' ? 'application/octet-stream' : 'application/json; charset=utf-8',
      )
      response.setHeader('Cache-Control', 'no-store')
      if (request.method === 'HEAD') return void response.end()
      if (as === 'rigscope') await sendContainer(found, response)
      else await this.sendText(found.path, as, title, response)
    } finally {
      this.running -= 1
    }
  }

  private async sendText(path: string, as: TextFormat, title: string, response: ServerResponse): Promise<void> {
    const opened = await this.work.export({ path, as, title })
    if (opened.kind === 'refused') return refuse(response, opened.sentence)
    try {
      await streamTo(response, opened.chunks)
    } finally {
      await opened.close()
    }
  }
}

/** A zip has its directory at the end, and is read back before anybody gets it: it lies on the disk for as long as that takes. */
async function sendContainer(found: ReadyCapture, response: ServerResponse): Promise<void> {
  const file = `${found.path}.${randomBytes(6).toString('hex')}.rigscope`
  try {
    const problem = await captureToContainer(found, file)
    if (problem !== null) return refuse(response, problem)
    response.setHeader('Content-Length', (await stat(file)).size)
    await streamTo(response, createReadStream(file))
  } finally {
    await rm(file, { force: true })
  }
}

function refuse(response: ServerResponse, sentence: string): void {
  response.removeHeader('Content-Disposition')
  say(response, 500, sentence)
}

function attachment(title: string, ending: string): string {
  // What was opened from such a file is often called like it.
  const name = fileNameFor(title).replace(/\.(trace|speedscope)$/, '') + ending
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`
}

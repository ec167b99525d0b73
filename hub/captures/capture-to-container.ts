// Makes a .rigscope container of a capture: the capture beside a log without messages, since nothing but it was recorded.
import { writeContainer } from '../../container/write-container'
import { captureEntry } from '../../model/container/manifest'
import { version } from '../version'
import type { ReadyCapture } from './send-capture'

/** A sentence where it could not be written. */
export async function captureToContainer({ summary, path }: ReadyCapture, file: string): Promise<string | null> {
  const source = summary.content?.source
  const from =
    source === undefined
      ? 'an unknown host'
      : source.kind === 'host'
        ? `${source.host} ${source.hostVersion}`
        : source.fileName
  const written = await writeContainer(file, {
    madeBy: { name: 'rigscope', version },
    title: summary.title,
    how: `A capture of ${summary.content?.frames ?? 0} frames from ${from}.`,
    records: [],
    files: [{ name: captureEntry, path }],
  })
  return written.kind === 'failed' ? written.sentence : null
}

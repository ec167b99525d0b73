// The worker's own entry: does one piece of work with captures and ends. A file that takes too long or too much ends with it, and the
// hub goes on.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { receiveChunks, sendChunks } from './chunk-port'
import { workInPlace } from './in-place'
import { readers } from './readers'
import type { ExportTask, ReadResult, ReadTask } from './work'

export type WorkerJob = { readonly port: MessagePort } & (
  { readonly kind: 'read'; readonly task: ReadTask } | { readonly kind: 'export'; readonly task: ExportTask }
)

export type FromWorker =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'result'; readonly result: ReadResult }
  | { readonly kind: 'open' }
  | { readonly kind: 'refused'; readonly sentence: string }

const job = workerData as WorkerJob
const tell = (message: FromWorker) => parentPort?.postMessage(message)
const work = workInPlace(readers)

if (job.kind === 'read') {
  const { signal } = new AbortController()
  const onProgress = (bytes: number) => tell({ kind: 'progress', bytes })
  tell({ kind: 'result', result: await work.read(receiveChunks(job.port), job.task, { onProgress, signal }) })
} else {
  const opened = await work.export(job.task)
  if (opened.kind === 'refused') tell(opened)
  else {
    tell({ kind: 'open' })
    await sendChunks(job.port, opened.chunks)
  }
}

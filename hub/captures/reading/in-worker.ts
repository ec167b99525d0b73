// Reads and writes captures in a thread of its own each, with a bound on its memory, so that no file can hold up or end the hub that
// forwards what hosts tell. Cancelling ends the thread.
import { rm } from 'node:fs/promises'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { FromWorker, WorkerJob } from './capture-worker'
import { receiveChunks, sendChunks } from './chunk-port'
import type { CaptureWork, OpenedExport, ReadResult } from './work'

/** Texts and rows of people's sizes; columns lie outside of it and are bounded by the readers. */
const resourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 }

/** `address` is the built entry of capture-worker.ts. */
export function workInWorker(address: URL): CaptureWork {
  const begin = (job: (port: MessagePort) => WorkerJob) => {
    const { port1: near, port2: far } = new MessageChannel()
    const worker = new Worker(address, { workerData: job(far), transferList: [far], resourceLimits, name: 'capture' })
    const end = async () => {
      near.close()
      await worker.terminate()
    }
    return { near, worker, end }
  }
  return {
    async read(chunks, task, { onProgress, signal }) {
      if (signal.aborted) return { kind: 'cancelled' }
      const { near, worker, end } = begin((port) => ({ kind: 'read', task, port }))
      const result = new Promise<ReadResult>((resolve) => {
        worker.on('message', (message: FromWorker) => {
          if (message.kind === 'progress') onProgress(message.bytes)
          else if (message.kind === 'result') resolve(message.result)
        })
        worker.on('error', (error) => resolve({ kind: 'refused', sentence: whyItEnded(error, task.fileName) }))
        worker.on('exit', () => resolve({ kind: 'refused', sentence: `Reading ${task.fileName} ended by itself.` }))
        signal.addEventListener('abort', () => resolve({ kind: 'cancelled' }), { once: true })
      })
      let isWhole = false
      try {
        // Sending rejects where the chunks break off; else the result comes, whether all were taken or not.
        const sending = sendChunks(near, chunks)
        const reached = await Promise.race([result, sending.then(() => result)])
        isWhole = reached.kind === 'read'
        return reached
      } finally {
        await end()
        if (!isWhole) for (const path of [task.target, `${task.target}.zip`]) await rm(path, { force: true })
      }
    },
    async export(task): Promise<OpenedExport> {
      const { near, worker, end } = begin((port) => ({ kind: 'export', task, port }))
      const chunks = receiveChunks(near)
      const opened = await new Promise<{ kind: 'open' } | { kind: 'refused'; sentence: string }>((resolve) => {
        worker.on('message', (message: FromWorker) => {
          if (message.kind === 'open' || message.kind === 'refused') resolve(message)
        })
        worker.on('error', (error) => resolve({ kind: 'refused', sentence: whyItEnded(error, task.title) }))
        worker.on('exit', () => resolve({ kind: 'refused', sentence: `Writing ${task.title} ended by itself.` }))
      })
      if (opened.kind === 'refused') {
        await end()
        return opened
      }
      return { kind: 'open', chunks, close: end }
    },
  }
}

function whyItEnded(error: Error, name: string): string {
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
    return `${name} takes more memory than one file may (${resourceLimits.maxOldGenerationSizeMb} MB). Record a shorter stretch.`
  return `${name} could not be read: ${error.message}.`
}

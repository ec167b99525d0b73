// A hub as whoever started or found it holds it: where it is, who opens it, which sessions it has, and how it ends.
import type { Carrier } from './carrier/carrier'
import type { SessionSummary } from './sessions/api'

export interface Hub {
  /** `found`: another process's hub, which goes on when this one is closed. */
  readonly kind: 'started' | 'found'
  /** http://127.0.0.1:port, without any code. */
  readonly address: string
  readonly port: number
  readonly runtimeFolder: string
  /** Sentences that the user should read: a port that was taken, a setting that was refused. */
  readonly notices: readonly string[]
  /** A single-use code, good for ten minutes. */
  newCode(): Promise<string>
  /** Writes a file that opens the panel with a fresh code, on `session` where one is named; its path. */
  openerFile(session?: string | null): Promise<string>
  /** The sessions now; of a hub that was found, those it told since somebody listens. */
  sessions(): readonly SessionSummary[]
  /** Called at each change of the list or of a session's state. Returns the undo. */
  onChange(listener: (sessions: readonly SessionSummary[]) => void): () => void
  /** What programs show at its door, in Authorization; never on a command line, in a page or in a log. */
  readonly controlToken: string
  /** Lets a panel in over a carrier of one's own, which `open` makes once it is listened to. False where a hub that was found does not
   *  answer; nothing was opened then. */
  servePanel(open: () => Carrier): Promise<boolean>
  /** Resolves once the hub has ended, by close() or because it was asked to quit. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

/** The folder cannot be trusted, or no port can be had; the message is a sentence for the user. */
export class HubRefused extends Error {}

export const addressOf = (port: number): string => `http://127.0.0.1:${port}`

// A thread of the page that compares captures: many thousands of nodes take longer than a frame. Gets copies of the columns, gives the
// comparison back without its sides, which stay where they are.
import { compareCaptures, type Sides } from '../../model/capture/compare/compare'
import { buffersIn } from './capture-columns'

addEventListener('message', ({ data }: MessageEvent<Sides>) => {
  const { sides: _, ...rest } = compareCaptures(data)
  postMessage(rest, { transfer: buffersIn(rest) })
})

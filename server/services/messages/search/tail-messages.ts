import 'server-only'
import { tailMessages as endpoint } from '@/lib/contract/message-search'
import { systemLoopClock } from '@/server/metrics/loop'
import { implementEvents } from '../../implement'
import { numbered } from './numbered'
import { Tail, type TailEvent } from './tail'

/** Between two looks; each look says how far it is, so a reader knows that the console is there. */
const REST_MS = 1000

/** What is stored from now on. Begins with the ends of all queues: a topic that nobody answers for is a problem. */
export const tailMessages = implementEvents(endpoint, async ({ ctx, input }) => {
  const tail = new Tail(ctx, input)
  await tail.begin()
  return numbered(tailEvents(tail, ctx.signal, systemLoopClock.sleep))
})

/** Of a tail that has begun, until the signal aborts. `sleep` resolves early then. */
export async function* tailEvents(
  tail: Pick<Tail, 'progress' | 'look'>,
  signal: AbortSignal,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<TailEvent> {
  yield tail.progress()
  for (;;) {
    await sleep(REST_MS, signal)
    if (signal.aborted) return
    const events = await tail.look()
    if (signal.aborted) return
    yield* events
  }
}

import 'server-only'
import type { z } from 'zod'
import { live as endpoint, type LiveEvent } from '@/lib/contract/clusters'
import type { ClusterCollector } from '@/server/metrics/collector'
import type { ClusterModel } from '@/server/metrics/model'
import { type Gap, STEP_MS } from '@/server/metrics/recorder'
import type { Series } from '@/server/metrics/series'
import { iso } from '@/server/metrics/sides'
import { ServiceError } from '../errors'
import { viewGroup } from '../groups/find-group'
import { implementEvents } from '../implement'
import { commaList } from '../list'
import { sidesOfTopic, truthOfSides } from '../truth'

const MAX_SERIES = 50
const WINDOW_MS = 15 * 60_000

type Event = z.output<typeof LiveEvent>
type SeriesEvent = Event['series'][number]

/** The whole window of each series first, then what each sample adds. A slow reader gets several samples in one event. */
export const live = implementEvents(endpoint, ({ ctx, input }) => {
  const names = seriesNames(input.series)
  return liveEvents(ctx.cluster, names, ctx.signal, ctx.now)
})

/** The series asked for, each once. Their form is checked here; a name that does not exist has no points (yet). */
function seriesNames(text: string): string[] {
  const names = [...new Set(commaList(text) ?? ['cluster'])]
  const bad = names.find((name) => name !== 'cluster' && !/^(?:(?:broker|topic|group):.|replica:.+\/\d+$)/.test(name))
  if (bad !== undefined)
    throw invalid(`"${bad}" is not one of cluster, broker:<name>, replica:<name>/<id>, topic:<name>, group:<name>`)
  if (names.length > MAX_SERIES) throw invalid(`at most ${MAX_SERIES}, not ${names.length}`)
  return names
}

const invalid = (message: string) =>
  new ServiceError('invalid-input', `series: ${message}`, { inputErrors: [{ path: 'series', message }] })

async function* liveEvents(
  cluster: ClusterCollector,
  names: readonly string[],
  signal: AbortSignal,
  clock: () => number,
): AsyncGenerator<{ id: string; data: Event }> {
  const samples = sampleWaiter(cluster, signal)
  const readers = names.map((name) => new SeriesReader(name))
  try {
    do {
      const now = clock()
      const model = cluster.model(now)
      view(cluster, model, names, now)
      yield {
        id: String(now),
        data: {
          series: readers.map((reader) => reader.next(cluster, model, now)),
          stepMs: STEP_MS,
          ...truthOfSides(model.sides),
        },
      }
    } while (await samples.next())
  } finally {
    samples.stop()
  }
}

/** What is open counts as looked at. */
function view(cluster: ClusterCollector, model: ClusterModel, names: readonly string[], now: number): void {
  cluster.looked(now)
  for (const name of names) {
    if (name.startsWith('topic:')) cluster.viewers.topic(name.slice(6), now)
    const group = name.startsWith('group:') ? model.groups.get(name.slice(6)) : undefined
    if (group) viewGroup(cluster, group, now)
  }
}

/** `next` resolves true after a sample that came since the last one, false once the signal has aborted. */
function sampleWaiter(cluster: ClusterCollector, signal: AbortSignal): { next(): Promise<boolean>; stop(): void } {
  let fresh = false
  let wake = () => {}
  const forget = cluster.onSample(() => {
    fresh = true
    wake()
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  return {
    async next() {
      while (!fresh && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      fresh = false
      return !signal.aborted
    },
    stop() {
      forget()
      signal.removeEventListener('abort', onAbort)
    },
  }
}

/** What one reader has of one series. */
class SeriesReader {
  readonly #name: string
  #held: Series | null = null
  #sentAt: number | null = null
  #sentUpTo = Number.NEGATIVE_INFINITY

  constructor(name: string) {
    this.#name = name
  }

  next(cluster: ClusterCollector, model: ClusterModel, now: number): SeriesEvent {
    const series = cluster.recorder.series(this.#name) ?? null
    // Whole again: at first, when the thing went and came back, and when the reader slept longer than the window.
    const reset = this.#sentAt === null || (series !== null && series !== this.#held) || now - this.#sentAt > WINDOW_MS
    const since = reset ? now - WINDOW_MS : this.#sentUpTo
    const points = series?.points(now, reset ? undefined : since) ?? []
    this.#held = series ?? this.#held
    this.#sentAt = now
    this.#sentUpTo = points.at(-1)?.at ?? since
    return {
      name: this.#name,
      reset,
      points: points.map(({ at, values, atLeast }) => ({ at: iso(at), values, atLeast })),
      gaps: this.#name.startsWith('replica:')
        ? gapsOf(cluster.recorder.replicaGaps(now), new Set([this.#name.slice(8)]), since)
        : gapsOf(cluster.recorder.gaps(now), brokersOf(this.#name, model), since),
    }
  }
}

/** The brokers a series is made of; null = all. */
function brokersOf(name: string, model: ClusterModel): ReadonlySet<string> | null {
  if (name.startsWith('broker:')) return new Set([name.slice(7)])
  if (name.startsWith('topic:')) return new Set(sidesOfTopic(model, name.slice(6)).map((s) => s.brokerName))
  const group = name.startsWith('group:') ? model.groups.get(name.slice(6)) : undefined
  return group ? new Set(group.queues.map((q) => q.brokerName)) : null
}

/** Gaps that touch the time after `since`, with the brokers that matter here. One still open has no end. */
function gapsOf(gaps: readonly Gap[], brokers: ReadonlySet<string> | null, since: number): SeriesEvent['gaps'] {
  return gaps
    .filter((gap) => gap.to === null || gap.to > since)
    .map((gap) => ({
      from: iso(gap.from),
      to: gap.to === null ? null : iso(gap.to),
      targets: gap.targets.filter((target) => brokers === null || brokers.has(target)),
    }))
    .filter((gap) => gap.targets.length > 0)
}

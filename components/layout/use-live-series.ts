'use client'

import { useEffect, useState } from 'react'
import { live as liveEndpoint } from '@/lib/contract/clusters'
import { type OutputOf, urlOf } from '@/lib/contract/endpoint'
import { useLive } from './live'

type LiveEvent = OutputOf<typeof liveEndpoint>
type SeriesEvent = LiveEvent['series'][number]

/** One thing's last 15 minutes: points oldest first (a null value is a gap), and the times in which somebody was silent. */
export type LiveSeries = Pick<SeriesEvent, 'points' | 'gaps'>

export type LiveState = {
  series: Readonly<Record<string, LiveSeries>>
  stepMs: number
  /** The stream broke and has not come back yet: what is shown is as old as its last point. */
  lost: boolean
}

const KEEP_MS = 15 * 60_000
const nothing: LiveState = { series: {}, stepMs: 5_000, lost: false }

/** Follows series (`cluster`, `broker:<name>`, `topic:<name>`, `group:<name>`) of a cluster; one stream, none while paused. */
export function useLiveSeries(cluster: string, names: readonly string[]): LiveState {
  const { paused } = useLive()
  const [state, setState] = useState(nothing)
  const series = names.join(',')
  useEffect(() => {
    if (paused || series === '') return
    const source = new EventSource(urlOf(liveEndpoint, { cluster, series }))
    source.onmessage = (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as LiveEvent
      setState((held) => ({ series: event.series.reduce(withEvent, held.series), stepMs: event.stepMs, lost: false }))
    }
    // The browser connects again by itself; until then the page says that it is behind.
    source.onerror = () => setState((held) => ({ ...held, lost: true }))
    return () => source.close()
  }, [cluster, series, paused])
  return state
}

function withEvent(held: LiveState['series'], event: SeriesEvent): LiveState['series'] {
  const before = event.reset ? [] : (held[event.name]?.points ?? [])
  const all = [...before, ...event.points]
  const newest = all[all.length - 1]
  const from = newest ? Date.parse(newest.at) - KEEP_MS : 0
  return { ...held, [event.name]: { points: all.filter((p) => Date.parse(p.at) >= from), gaps: event.gaps } }
}

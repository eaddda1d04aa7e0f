'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLive } from './live'
import { hubOf } from './live-stream/hubs'
import type { SeriesByName } from './live-stream/series'

export type LiveState = {
  series: SeriesByName
  stepMs: number
  /** The stream broke and has not come back yet: what is shown is as old as its last point. */
  lost: boolean
}

const nothing: LiveState = { series: {}, stepMs: 5_000, lost: false }

/**
 * Follows series (`cluster`, `broker:<name>`, `topic:<name>`, `group:<name>`) of a cluster, none while paused. All tabs
 * of the browser share one stream. While paused, and when the series change, what is held stays.
 */
export function useLiveSeries(cluster: string, names: readonly string[]): LiveState {
  const { paused } = useLive()
  const [state, setState] = useState(nothing)
  const series = names.join(',')
  useEffect(() => {
    if (paused || series === '') return
    return hubOf(cluster).subscribe(series.split(','), ({ series: known, stepMs, lostSinceMs }) =>
      setState((held) => ({ series: { ...held.series, ...known }, stepMs, lost: lostSinceMs !== null })),
    )
  }, [cluster, series, paused])
  return state
}

/** Since when the cluster's stream is lost, and how to try again; null while it runs or nothing follows it. */
export function useStreamHealth(cluster: string | null) {
  const lostSinceMs = useSyncExternalStore(
    (changed) => (cluster === null ? () => {} : hubOf(cluster).watch(changed)),
    () => (cluster === null ? null : hubOf(cluster).lostSinceMs),
    () => null,
  )
  return { lostSinceMs, reconnect: () => cluster !== null && hubOf(cluster).reconnect() }
}

import { live } from '@/lib/contract/clusters'
import { urlOf } from '@/lib/contract/endpoint'
import { LiveHub } from './hub'

const hubs = new Map<string, LiveHub>()

/** This tab's hub of a cluster. */
export function hubOf(cluster: string): LiveHub {
  const known = hubs.get(cluster)
  if (known) return known
  const name = `rocketdeck live ${cluster}`
  const canShare = typeof BroadcastChannel === 'function' && typeof navigator.locks?.request === 'function'
  const hub = new LiveHub({
    tab: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
    open: (names) => new EventSource(urlOf(live, { cluster, series: names.join(',') })),
    shared: canShare ? { locks: navigator.locks, channel: () => new BroadcastChannel(name), name } : null,
  })
  hubs.set(cluster, hub)
  // A page in the browser's back-forward memory must not hold the stream.
  addEventListener('pagehide', () => hub.stop())
  addEventListener('pageshow', () => hub.resume())
  return hub
}

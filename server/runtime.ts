import 'server-only'
import { type Config, loadConfig } from './config'
import { log } from './log'
import { ClusterRegistry } from './metrics/registry'
import { onShutdown } from './shutdown'

export type Runtime = { config: Config; registry: ClusterRegistry }

const key = Symbol.for('rocketdeck.runtime')
const shared = globalThis as { [key]?: Runtime }

/**
 * The composition root: configuration, drivers and collectors, built once per process. It stands on globalThis because
 * instrumentation, route handlers and server components each load their own copy of the modules.
 */
export function runtime(): Runtime {
  shared[key] ??= start()
  return shared[key]
}

function start(): Runtime {
  const config = loadConfig()
  const registry = new ClusterRegistry(config.clusters, { log })
  registry.start()
  onShutdown(() => registry.close())
  if (config.authMode === 'none')
    log.warn(
      'This version has no sign-in: everybody who reaches the port can read. Changes are refused unless ROCKETDECK_AUTH=off.',
    )
  else log.warn('Sign-in is off (ROCKETDECK_AUTH=off): everybody who reaches the port can read and change.')
  for (const cluster of config.clusters)
    log.info({ cluster: cluster.id, nameServers: cluster.nameServers }, 'collecting')
  if (config.clusters.length === 0) log.warn('No cluster is configured: set NAMESRV_ADDR or --namesrv host:9876')
  return { config, registry }
}

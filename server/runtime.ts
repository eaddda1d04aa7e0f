import 'server-only'
import { AuditLog } from './audit/audit-log'
import { passAudited } from './audit/write-context'
import { type Config, loadConfig } from './config'
import { log } from './log'
import { systemLoopClock } from './metrics/loop'
import { ClusterRegistry } from './metrics/registry'
import { JobRunner } from './services/jobs/job-runner'
import { onShutdown } from './shutdown'
import { openStore, type Store } from './store/store'

export type Runtime = { config: Config; registry: ClusterRegistry; store: Store; audit: AuditLog; jobs: JobRunner }

const key = Symbol.for('rocketdeck.runtime')
const startingKey = Symbol.for('rocketdeck.runtime-starting')
const shared = globalThis as { [key]?: Runtime; [startingKey]?: Promise<Runtime> }

/**
 * The composition root: configuration, store, drivers and collectors, built once per process. It stands on globalThis
 * because instrumentation, route handlers and server components each load their own copy of the modules. Throws before
 * `startRuntime` has succeeded; requests come only after.
 */
export function runtime(): Runtime {
  if (!shared[key]) throw new Error('The console has not started')
  return shared[key]
}

/** Builds it, the first time. Rejects with ConfigError when the configuration or the data folder cannot be used. */
export function startRuntime(): Promise<Runtime> {
  shared[startingKey] ??= start().then((started) => {
    shared[key] = started
    return started
  })
  return shared[startingKey]
}

/** A console that is stopping lets go of its data folder within the wrapper's deadline of ten seconds. */
const OTHER_CONSOLE_MS = 12_000
/** How long changes under way are waited for when the console stops. */
const DRAIN_MS = 5_000

async function start(): Promise<Runtime> {
  const config = loadConfig()
  const store = await openStore(config.data, {
    waitMs: OTHER_CONSOLE_MS,
    onWait: () =>
      log.warn({ folder: config.data.folder }, 'another Rocketdeck uses the data folder: waiting for it to end'),
  })
  onShutdown(() => store.close(), 'store')
  const audit = new AuditLog({ store, now: Date.now, log })
  onShutdown(() => audit.drain(DRAIN_MS))
  const registry = new ClusterRegistry(config.clusters, { log, beforeWrite: passAudited })
  registry.start()
  onShutdown(() => registry.close(), 'connections')
  const jobs = new JobRunner({ registry, config, store, audit, log, clock: systemLoopClock })
  await jobs.start()
  onShutdown(() => jobs.close())
  log.info({ folder: config.data.folder }, 'store open')
  if (config.authMode === 'none')
    log.warn(
      'This version has no sign-in: everybody who reaches the port can read. Changes are refused unless ROCKETDECK_AUTH=off.',
    )
  else log.warn('Sign-in is off (ROCKETDECK_AUTH=off): everybody who reaches the port can read and change.')
  for (const cluster of config.clusters)
    log.info({ cluster: cluster.id, nameServers: cluster.nameServers }, 'collecting')
  if (config.clusters.length === 0) log.warn('No cluster is configured: set NAMESRV_ADDR or --namesrv host:9876')
  return { config, registry, store, audit, jobs }
}

import 'server-only'
import { readSettings as endpoint } from '@/lib/contract/settings'
import { implement } from '../implement'

/** What the console was started with. Credentials are said to exist, and no more. */
export const readSettings = implement(endpoint, ({ ctx }) => {
  const { origins, clusters } = ctx.config
  return {
    file: origins.file,
    clusters: clusters.map(({ id, name, nameServers, tls, timeoutMs, credentials, addressMap }) => ({
      id,
      name,
      source: origins.clusters[id] ?? 'default',
      nameServers,
      tls,
      timeoutMs,
      signsRequests: credentials !== null,
      addressMap: addressMap.map(([advertised, reachable]) => ({ advertised, reachable })),
    })),
    values: origins.values,
  }
})

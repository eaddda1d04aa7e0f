import 'server-only'
import { listClusters as endpoint } from '@/lib/contract/clusters'
import { implement } from '../implement'
import { clusterRow } from './cluster-row'

export const listClusters = implement(endpoint, ({ ctx }) => {
  const now = ctx.now()
  return { items: ctx.registry.all().map((cluster) => clusterRow(cluster, now)) }
})

import 'server-only'
import { readCluster as endpoint } from '@/lib/contract/clusters'
import { implement } from '../implement'
import { clusterRow } from './cluster-row'

export const readCluster = implement(endpoint, ({ ctx }) => clusterRow(ctx.cluster, ctx.now()))

import { route } from '@/server/http/route'
import { readCluster } from '@/server/services/clusters/read-cluster'

export const GET = route(readCluster)

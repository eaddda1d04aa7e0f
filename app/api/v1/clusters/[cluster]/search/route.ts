import { route } from '@/server/http/route'
import { searchCluster } from '@/server/services/search/search-cluster'

export const GET = route(searchCluster)

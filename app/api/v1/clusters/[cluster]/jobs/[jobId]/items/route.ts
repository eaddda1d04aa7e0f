import { route } from '@/server/http/route'
import { listJobItems } from '@/server/services/jobs/list-job-items'

export const GET = route(listJobItems)

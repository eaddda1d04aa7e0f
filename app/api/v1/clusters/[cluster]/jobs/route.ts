import { route } from '@/server/http/route'
import { listJobs } from '@/server/services/jobs/list-jobs'

export const GET = route(listJobs)

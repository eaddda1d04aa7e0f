import { route } from '@/server/http/route'
import { controlJob } from '@/server/services/jobs/control-job'
import { readJob } from '@/server/services/jobs/read-job'

export const GET = route(readJob)
export const PUT = route(controlJob)

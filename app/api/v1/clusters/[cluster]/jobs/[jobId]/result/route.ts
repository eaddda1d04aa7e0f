import { route } from '@/server/http/route'
import { readJobResult } from '@/server/services/jobs/read-job-result'

export const GET = route(readJobResult)

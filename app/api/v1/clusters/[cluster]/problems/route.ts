import { route } from '@/server/http/route'
import { readProblems } from '@/server/services/clusters/read-problems'

export const GET = route(readProblems)

import { route } from '@/server/http/route'
import { listLicences } from '@/server/services/about/list-licences'

export const GET = route(listLicences)

import { openApiResponse } from '@/server/http/openapi'

export const GET = () => openApiResponse()
export const dynamic = 'force-dynamic'

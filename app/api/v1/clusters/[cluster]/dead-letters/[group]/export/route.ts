import { route } from '@/server/http/route'
import { exportDeadLetters } from '@/server/services/dead-letters/export-dead-letters'

export const GET = route(exportDeadLetters)

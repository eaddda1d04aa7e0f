import { route } from '@/server/http/route'
import { resendDeadLetters } from '@/server/services/dead-letters/resend-dead-letters'

export const POST = route(resendDeadLetters)

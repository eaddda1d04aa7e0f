import { runtime } from '@/server/runtime'

/** Is the configuration valid and collecting under way? A cluster that cannot be reached does not make the console unready. */
export const GET = () => {
  runtime()
  return new Response('ready\n')
}
export const dynamic = 'force-dynamic'

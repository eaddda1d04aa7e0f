/** Is the process alive? */
export const GET = () => new Response('ok\n')
export const dynamic = 'force-dynamic'

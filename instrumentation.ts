export async function register() {
  // Compiled for the edge as well: anything of Node stays behind this test.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startServer } = await import('./server/start')
    await startServer()
  }
}

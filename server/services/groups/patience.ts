import 'server-only'

/** Longest that a page waits for what is asked of clients and brokers on request. */
const PATIENCE_MS = 1_500

/** Runs `work` with a promise that resolves after 1.5 s or when the caller goes away; its timer ends with the work. */
export async function withPatience<T>(signal: AbortSignal, work: (patience: Promise<void>) => Promise<T>): Promise<T> {
  let over = () => {}
  const patience = new Promise<void>((resolve) => {
    over = resolve
  })
  const timer = setTimeout(over, PATIENCE_MS)
  signal.addEventListener('abort', over)
  try {
    return await work(patience)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', over)
  }
}

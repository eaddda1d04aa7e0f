export interface ThreadInDump {
  name: string
  id: string
  state: string
  /** Innermost first. */
  frames: string[]
}

/**
 * Threads of a Java client's dump. Each line begins with the thread's name, padded; the first one of a thread goes on
 * with `TID: n STATE: s`, the others with a frame; an empty line ends it. UtilAll#jstack, 5.x. Text in another form gives
 * no threads and is shown as it is.
 */
export function parseThreadDump(text: string): ThreadInDump[] {
  const threads: ThreadInDump[] = []
  let current: ThreadInDump | null = null
  for (const line of text.split(/\r?\n/)) {
    const head = /^(.*?)\s*TID:\s*(\d+)\s+STATE:\s*(\w+)\s*$/.exec(line)
    if (head) {
      current = { name: head[1] ?? '', id: head[2] ?? '', state: head[3] ?? '', frames: [] }
      threads.push(current)
    } else if (line.trim() === '') {
      current = null
    } else if (current) {
      current.frames.push((line.startsWith(current.name) ? line.slice(current.name.length) : line).trim())
    }
  }
  return threads.sort((a, b) => rank(a) - rank(b))
}

/** Threads that consume come first: they are what a dump is taken for. */
function rank(thread: ThreadInDump): number {
  if (/^ConsumeMessageThread/.test(thread.name)) return 0
  return /^(Pull|PopMessage|Rebalance)/.test(thread.name) ? 1 : 2
}

/** Threads whose name, state or frames hold the text, whatever its case. */
export function filterThreads(threads: readonly ThreadInDump[], search: string): ThreadInDump[] {
  const wanted = search.trim().toLowerCase()
  return threads.filter((t) => `${t.name}\n${t.state}\n${t.frames.join('\n')}`.toLowerCase().includes(wanted))
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Channel, type HubState, LiveHub, type Stream } from './hub'
import type { LiveEvent } from './series'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A browser: its locks, its channel, and every stream its tabs have opened. */
class Browser {
  readonly opened: { tab: string; names: string[]; stream: Stream; closed: boolean }[] = []
  readonly #channels = new Set<Channel & { deliver: (data: unknown) => void }>()
  readonly #held = new Map<string, { owner: object; lose: (error: Error) => void }>()
  readonly #queue: { name: string; grant: () => void; gone: () => boolean }[] = []
  #count = 0

  tab(shares = true): LiveHub {
    const tab = `t${++this.#count}`
    return new LiveHub({
      tab,
      open: (names) => {
        const entry = { tab, names: [...names], stream: {} as Stream, closed: false }
        entry.stream = {
          onmessage: null,
          onerror: null,
          readyState: 1,
          close: () => Object.assign(entry, { closed: true }),
        }
        this.opened.push(entry)
        return entry.stream
      },
      shared: shares ? { name: 'x', channel: () => this.#channel(), locks: this.#locks() } : null,
    })
  }

  /** Streams that are open now, as `tab: names`. */
  get open(): string[] {
    return this.opened.filter((o) => !o.closed).map((o) => `${o.tab}: ${o.names.join(',')}`)
  }

  /** The server sends each open stream a point of each of its series. */
  send(second: number, reset = false): void {
    for (const { names, stream } of this.opened.filter((o) => !o.closed)) {
      const series = names.map((name) => ({ name, reset, points: [point(second)], gaps: [] }))
      const event = { series, stepMs: 5_000, asOf: null, completeness: { asked: 0, answered: 0, failed: [] } }
      const message = new MessageEvent<string>('message', { data: JSON.stringify(event satisfies LiveEvent) })
      stream.onmessage?.call(stream as EventSource, message)
    }
  }

  breakStreams(readyState = 0): void {
    for (const { stream } of this.opened.filter((o) => !o.closed)) {
      Object.assign(stream, { readyState })
      stream.onerror?.call(stream as EventSource, new Event('error'))
    }
  }

  /** The first tab hears nothing any more, though it still holds its locks. */
  freezeFirst(): void {
    const [first] = this.#channels
    if (first) first.deliver = () => {}
  }

  async settle(ms = 100): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms)
  }

  #channel(): Channel {
    const channel: Channel & { deliver: (data: unknown) => void } = {
      onmessage: null,
      deliver: (data) =>
        channel.onmessage?.call(channel as unknown as BroadcastChannel, new MessageEvent('message', { data })),
      postMessage: (data) => {
        for (const other of this.#channels) if (other !== channel) queueMicrotask(() => other.deliver(data))
      },
      close: () => void this.#channels.delete(channel),
    }
    this.#channels.add(channel)
    return channel
  }

  #locks(): Pick<LockManager, 'request' | 'query'> {
    const request = (name: string, options: LockOptions, run: () => Promise<void>): Promise<void> =>
      new Promise((resolve, reject) => {
        const owner = {}
        const grant = () => {
          this.#held.set(name, { owner, lose: reject })
          void run().then(() => {
            if (this.#held.get(name)?.owner !== owner) return
            this.#held.delete(name)
            resolve()
            const next = this.#queue.findIndex((w) => w.name === name && !w.gone())
            if (next >= 0) this.#queue.splice(next, 1)[0]?.grant()
          })
        }
        if (options.steal) {
          this.#held.get(name)?.lose(new DOMException('stolen', 'AbortError'))
          grant()
        } else if (!this.#held.has(name)) grant()
        else this.#queue.push({ name, grant, gone: () => options.signal?.aborted ?? false })
      })
    return {
      request: request as LockManager['request'],
      query: async () => ({ held: [...this.#held.keys()].map((name) => ({ name })), pending: [] }),
    }
  }
}

const point = (second: number) => ({
  at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
  values: { inTps: 1 },
  atLeast: [],
})
const seconds = (state: HubState | undefined, name: string) =>
  state?.series[name]?.points.map((p) => new Date(p.at).getUTCSeconds())

describe('LiveHub', () => {
  it('three tabs have one stream, and each hears its own series', async () => {
    const browser = new Browser()
    const heard: Record<string, HubState> = {}
    for (const name of ['cluster', 'topic:a', 'group:b'])
      browser.tab().subscribe([name], (state) => {
        heard[name] = state
      })
    await browser.settle()
    expect(browser.open).toEqual(['t1: cluster,topic:a,group:b'])
    browser.send(0, true)
    browser.send(5)
    await browser.settle()
    for (const name of ['cluster', 'topic:a', 'group:b']) {
      expect(Object.keys(heard[name]!.series)).toContain(name)
      expect(seconds(heard[name], name)).toEqual([0, 5])
    }
    expect(Object.keys(heard['topic:a']!.series)).toEqual(['topic:a'])
  })

  it('a tab that comes later gets what is there at once, without another opening', async () => {
    const browser = new Browser()
    browser.tab().subscribe(['cluster'], () => {})
    await browser.settle()
    browser.send(0, true)
    let late: HubState | undefined
    browser.tab().subscribe(['cluster'], (state) => {
      late = state
    })
    await browser.settle()
    expect(seconds(late, 'cluster')).toEqual([0])
    expect(browser.opened).toHaveLength(1)
  })

  it('when the leader goes, the next tab takes over and goes on', async () => {
    const browser = new Browser()
    const first = browser.tab()
    first.subscribe(['cluster'], () => {})
    let state: HubState | undefined
    browser.tab().subscribe(['topic:a'], (next) => {
      state = next
    })
    browser.tab().subscribe(['group:b'], () => {})
    await browser.settle()
    browser.send(0, true)
    first.stop()
    await browser.settle()
    expect(browser.open).toEqual(['t2: topic:a,group:b'])
    browser.send(5)
    expect(seconds(state, 'topic:a')).toEqual([0, 5])
  })

  it('a leader that is silent but answers keeps the stream; one that does not is replaced', async () => {
    const browser = new Browser()
    browser.tab().subscribe(['cluster'], () => {})
    await browser.settle()
    browser.tab().subscribe(['cluster'], () => {})
    await browser.settle()
    await browser.settle(60_000)
    expect(browser.open).toEqual(['t1: cluster'])
    browser.freezeFirst()
    await browser.settle(30_000)
    expect(browser.opened.at(-1)).toMatchObject({ tab: 't2', names: ['cluster'], closed: false })
  })

  it('a lost stream is told to every tab, and comes back by itself', async () => {
    const browser = new Browser()
    const hubs = [browser.tab(), browser.tab()]
    for (const hub of hubs) hub.subscribe(['cluster'], () => {})
    await browser.settle()
    browser.breakStreams(2)
    await browser.settle()
    expect(hubs.map((hub) => hub.lostSinceMs !== null)).toEqual([true, true])
    await browser.settle(5_000)
    expect(browser.opened).toHaveLength(2)
    browser.send(10, true)
    await browser.settle()
    expect(hubs.map((hub) => hub.lostSinceMs)).toEqual([null, null])
  })

  it('any tab can ask for a new opening', async () => {
    const browser = new Browser()
    const [first, second] = [browser.tab(), browser.tab()]
    for (const hub of [first, second]) hub.subscribe(['cluster'], () => {})
    await browser.settle()
    second.reconnect()
    await browser.settle()
    expect(browser.opened.map((o) => o.tab)).toEqual(['t1', 't1'])
    expect(browser.open).toHaveLength(1)
  })

  it('names nobody wants any more go after a while; a page change opens nothing twice', async () => {
    const browser = new Browser()
    const hub = browser.tab()
    const leave = hub.subscribe(['cluster', 'topic:a'], () => {})
    await browser.settle()
    hub.subscribe(['cluster'], () => {})
    leave()
    await browser.settle(10_000)
    expect(browser.opened).toHaveLength(1)
    await browser.settle(30_000)
    expect(browser.open).toEqual(['t1: cluster'])
  })

  it('the last one to leave closes the stream', async () => {
    const browser = new Browser()
    const leave = browser.tab().subscribe(['cluster'], () => {})
    await browser.settle()
    leave()
    await browser.settle(3_000)
    expect(browser.open).toEqual([])
  })

  it('what the shared stream has no room for, a tab follows by itself', async () => {
    const browser = new Browser()
    const many = Array.from({ length: 50 }, (_, i) => `topic:${i}`)
    browser.tab().subscribe(many, () => {})
    await browser.settle()
    let state: HubState | undefined
    browser.tab().subscribe(['topic:1', 'group:own'], (next) => {
      state = next
    })
    await browser.settle()
    expect(browser.open).toEqual([`t1: ${many.join(',')}`, 't2: group:own'])
    browser.send(0, true)
    await browser.settle()
    expect(Object.keys(state!.series).sort()).toEqual(['group:own', 'topic:1'])
  })

  it('without locks or channels each tab has its own stream', async () => {
    const browser = new Browser()
    for (let i = 0; i < 2; i++) browser.tab(false).subscribe(['cluster'], () => {})
    await browser.settle()
    expect(browser.open).toEqual(['t1: cluster', 't2: cluster'])
  })
})

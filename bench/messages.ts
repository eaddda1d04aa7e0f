import { setTimeout as delay } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import type { CountingProxy } from './counting-proxy.ts'

/** What a search asks a broker: PULL_MESSAGE, and offsets by time, highest and lowest. The collector asks none of them here. */
const READS = [11, 29, 30, 31]
const RUNS = 5

type World = { url: string; browser: Browser; topic: string; wanted: number; proxies: readonly CountingProxy[] }

/** Calls and times of the first page of a topic's messages, newest first: by the API, and in a browser to the first row. */
export async function messageTimes({ url, browser, topic, wanted, proxies }: World): Promise<string[]> {
  await untilKnown(url, topic, wanted)
  const reads = () =>
    proxies.reduce((sum, { calls }) => sum + READS.reduce((all, code) => all + (calls.get(code) ?? 0), 0), 0)
  const search = `${url}/api/v1/clusters/default/topics/${topic}/messages/search?limit=100`
  const calls: number[] = []
  const firstRow: number[] = []
  const page: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const before = reads()
    const times = await searchOnce(search)
    calls.push(reads() - before)
    firstRow.push(times.first)
    page.push(times.all)
  }
  const seen: number[] = []
  for (let run = 0; run < RUNS; run++)
    seen.push(await firstRowSeen(browser, `${url}/c/default/messages?by=time&topic=${topic}`))
  return [
    `page 1 (100 rows) of ${wanted} messages in 16 queues: ${spread(calls)} calls (predecessor: 81, one after the other)`,
    `API, to the first row: ${spread(firstRow)} ms; to the whole page: ${spread(page)} ms (predecessor: 64–122 ms for 10 rows)`,
    `Chromium, from the address to the first row on the page: ${spread(seen)} ms`,
  ]
}

const spread = (values: readonly number[]) => {
  const sorted = values.map(Math.round).sort((a, b) => a - b)
  return `${sorted.join(' / ')}`
}

async function untilKnown(url: string, topic: string, wanted: number): Promise<void> {
  const startedAt = performance.now()
  for (let messages = 0; messages < wanted; ) {
    if (performance.now() - startedAt > 120_000)
      throw new Error(`${topic}: ${messages} of ${wanted} messages known after two minutes`)
    await delay(500)
    // Not up yet is the ordinary case here.
    messages = await fetch(`${url}/api/v1/clusters/default/topics/${topic}`)
      .then(async (answer) => ((await answer.json()) as { messagesKept?: number }).messagesKept ?? 0)
      .catch(() => 0)
  }
}

/** Milliseconds to the first message and to the end of the stream. */
async function searchOnce(address: string): Promise<{ first: number; all: number }> {
  const startedAt = performance.now()
  const answer = await fetch(address)
  if (!answer.ok || !answer.body) throw new Error(`${address}: ${answer.status}`)
  let first = 0
  let text = ''
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    if (first === 0 && text.includes('"kind":"message"')) first = performance.now() - startedAt
  }
  const rows = text.split('"kind":"message"').length - 1
  if (rows < 100) throw new Error(`${address}: ${rows} rows`)
  return { first, all: performance.now() - startedAt }
}

async function firstRowSeen(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const startedAt = performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator('main tbody tr').first().waitFor()
  const ms = performance.now() - startedAt
  await context.close()
  return ms
}

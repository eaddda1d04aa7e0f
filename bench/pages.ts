import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'

/** The aims: kB of gzip for the first page, and for what any later one adds. */
const FIRST_PAGE_KB = 250
const LATER_PAGE_KB = 120

const cluster = '/c/default'
const samplePages = ['overview', 'topics', 'groups', 'brokers', 'producers', 'messages', 'groups/bench-group-00001']

/**
 * JavaScript of each page when it is the first one, as its HTML names it (what is needed before anything is shown) and with
 * what it loads afterwards (charts); and what it adds after another page.
 */
export async function measureJavascript(browser: Browser, url: string): Promise<string[]> {
  const sizes = new Map<string, number>()
  const sizeOf = async (script: string) => {
    const known = sizes.get(script)
    if (known !== undefined) return known
    const size = gzipSync(Buffer.from(await (await fetch(script)).arrayBuffer())).length
    sizes.set(script, size)
    return size
  }
  const total = async (scripts: Iterable<string>) => {
    let bytes = 0
    for (const script of scripts) bytes += await sizeOf(script)
    return Math.round(bytes / 1024)
  }
  const loadedBy = async (pages: readonly string[]): Promise<Set<string>[]> => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const all: Set<string>[] = []
    const now = new Set<string>()
    page.on('response', (response) => {
      if (response.url().startsWith(url) && /\.js(\?|$)/.test(response.url())) now.add(response.url())
    })
    for (const name of pages) {
      await page.goto(`${url}${cluster}/${name}`)
      // A page with a live stream is never idle.
      await delay(4_000)
      all.push(new Set(now))
    }
    await context.close()
    return all
  }
  const lines: string[] = []
  for (const name of samplePages) {
    const html = await (await fetch(`${url}${cluster}/${name}`)).text()
    const first = new Set(
      [...html.matchAll(/<script[^>]+src="(\/_next\/[^"]+\.js)[^"]*"(?![^>]*noModule)/g)].map((m) => url + m[1]),
    )
    const [whole] = await loadedBy([name])
    const firstKb = await total(first)
    const others = samplePages.filter((other) => other !== name)
    const before = await loadedBy([others[0]!, name])
    const added = [...before[1]!].filter((script) => !before[0]!.has(script))
    const addedKb = await total(added)
    lines.push(
      `${name}: first load ${firstKb} kB${over(firstKb, FIRST_PAGE_KB)}, with what comes later ${await total(whole!)} kB; after ${others[0]} it adds ${addedKb} kB${over(addedKb, LATER_PAGE_KB)}`,
    )
  }
  return lines
}

const over = (kb: number, aim: number) => (kb > aim ? ` (over ${aim})` : '')

/** Scrolls through the whole list of groups, fast and then row by row, and reports the main thread's tasks over 50 ms. */
export async function measureScrolling(browser: Browser, url: string, rows: number): Promise<string[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addInitScript(() => {
    localStorage.setItem('rocketdeck.paging', 'scroll')
    const tasks: number[] = []
    Object.assign(globalThis, { longTasks: tasks })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(Math.round(entry.duration))
    }).observe({ type: 'longtask', buffered: true })
  })
  const page = await context.newPage()
  await page.goto(`${url}${cluster}/groups?sort=name`)
  await page.getByRole('table').getByRole('link', { name: 'bench-group-00000' }).waitFor()
  await delay(3_000)
  const lines: string[] = []
  const loading = await longTasks(page)
  lines.push(`${rows} rows, first load: ${said(loading)}`)

  const box = await page.getByRole('table').boundingBox()
  await page.mouse.move((box?.x ?? 0) + 400, 500)
  for (let step = 0; step < 300; step++) {
    await page.mouse.wheel(0, 120)
    await delay(16)
  }
  await delay(1_000)
  lines.push(`scrolled by the wheel over ${Math.round((300 * 120) / 36)} rows: ${said(await longTasks(page))}`)
  for (let step = 0; step < 60; step++) {
    await page.mouse.wheel(0, 6_000)
    await delay(50)
  }
  await delay(2_000)
  lines.push(`flung to the end: ${said(await longTasks(page))}`)
  const last = await page.getByRole('table').getByRole('link').last().textContent()
  lines.push(`last row in sight: ${last}; address ${new URL(page.url()).search}`)
  await context.close()
  return lines
}

async function longTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const tasks = (globalThis as unknown as { longTasks: number[] }).longTasks
    return tasks.splice(0, tasks.length)
  })
}

const said = (tasks: readonly number[]) =>
  tasks.length === 0 ? 'no task over 50 ms' : `${tasks.length} tasks over 50 ms, longest ${Math.max(...tasks)} ms`

/** Tabs of one browser on the same page: how many streams the console serves. */
export async function measureTabs(browser: Browser, url: string, count: number): Promise<string[]> {
  const context = await browser.newContext()
  let open = 0
  let most = 0
  let shown = 0
  for (let at = 0; at < count; at++) {
    const page = await context.newPage()
    page.on('request', (request) => {
      if (!request.url().includes('/live')) return
      open++
      most = Math.max(most, open)
    })
    const closed = (request: { url(): string }) => {
      if (request.url().includes('/live')) open--
    }
    page.on('requestfinished', closed)
    page.on('requestfailed', closed)
    await page.goto(`${url}${cluster}/overview`)
    await delay(500)
  }
  await delay(8_000)
  for (const page of context.pages()) {
    // A browser draws nothing in a tab that nobody looks at.
    await page.bringToFront()
    const line = page.getByRole('figure').first().locator('svg path').first()
    if (
      await line.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      )
    )
      shown++
  }
  await context.close()
  return [
    `${count} tabs on the overview: ${open} open streams at the end, ${most} at most; ${shown} draw their chart when looked at`,
  ]
}

/** A tab left open on the overview: the heap after a forced collection every two minutes, and its slope. */
export async function measureGrowth(
  browser: Browser,
  url: string,
  minutes: number,
  say: (line: string) => void,
): Promise<string[]> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await page.goto(`${url}${cluster}/overview`)
  // A first round of everything is no growth.
  await delay(30_000)
  const every = Math.min(2, minutes / 4)
  const samples: { minute: number; kb: number; nodes: number }[] = []
  for (let minute = 0; minute <= minutes + 0.001; minute += every) {
    if (minute > 0) await delay(every * 60_000)
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    const { nodes } = await session.send('Memory.getDOMCounters')
    samples.push({ minute, kb: Math.round(usedSize / 1024), nodes })
    say(`  after ${minute} minutes: ${Math.round(usedSize / 1024)} kB, ${nodes} nodes`)
  }
  await context.close()
  // The rings fill for 15 minutes; what grows after them would grow for ever.
  const late = samples.filter((sample) => sample.minute >= Math.min(15, minutes / 2))
  return [
    `open for ${minutes} minutes: heap ${samples.map((s) => s.kb).join(' / ')} kB after collections; ${slope(late).toFixed(1)} kB a minute over the last ${late.length} samples, which differ by ${spread(late)} kB`,
  ]
}

/** Least squares. */
function slope(samples: readonly { minute: number; kb: number }[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const x = mean(samples.map((s) => s.minute))
  const y = mean(samples.map((s) => s.kb))
  const over = samples.reduce((sum, s) => sum + (s.minute - x) ** 2, 0)
  return over === 0 ? 0 : samples.reduce((sum, s) => sum + (s.minute - x) * (s.kb - y), 0) / over
}

function spread(samples: readonly { kb: number }[]): number {
  const values = samples.map((s) => s.kb)
  return Math.max(...values) - Math.min(...values)
}

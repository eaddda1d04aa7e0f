// npm run screenshots: pictures of every page in a fixed scene, at two widths, in both themes and languages.
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from '@playwright/test'
import { pages } from '../lib/url/pages.ts'
import { prepareRocketmq, ROCKETMQ_VERSIONS } from './cluster/maven.ts'
import { buildForProduction, isBuildFresh } from './support/build.ts'
import { prepareChromium } from './support/chromium.ts'
import { everyPage, newestMessage, type PageAddress } from './support/every-page.ts'
import { formatDuration, root, withProgress } from './support/run.ts'
import { type Scene, sceneNames, startScene } from './support/scene.ts'

const widths = [
  { name: '1440', width: 1440, height: 900 },
  { name: '390', width: 390, height: 844 },
]
const themes = ['light', 'dark'] as const
const languages = ['en', 'zh-CN'] as const

/** Pages that are loaded at once: a page waits for its data longer than it takes to draw. */
const TOGETHER = 3

const { values } = parseArgs({
  options: { out: { type: 'string' }, only: { type: 'string' }, keep: { type: 'boolean' }, at: { type: 'string' } },
})
const folder = path.resolve(values.out ?? path.join(root, '.cache', 'screenshots'))

let scene: Scene | undefined
let stopping: Promise<void> | undefined
const stop = () => {
  stopping ??= scene?.stop() ?? Promise.resolve()
  return stopping
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void stop().then(() => process.exit(130)))
}
await main().finally(stop)

async function main(): Promise<void> {
  const executablePath = await prepareChromium()
  if (!isBuildFresh()) await withProgress('Building the console', () => buildForProduction())
  // `--at`: the scene that an earlier run with `--keep` has left standing.
  const shots = (await (values.at ? shotsOf({ url: values.at, clusterId: 'prod-east' }) : shotsOfNewScene())).filter(
    ({ name }) => !values.only || name.includes(values.only),
  )
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const startedAt = Date.now()
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  })
  try {
    const wanted = shots.flatMap((shot) => languages.map((language) => ({ shot, language })))
    const takeAll = async () => {
      for (let next = wanted.shift(); next; next = wanted.shift()) await take(browser, next.shot, next.language)
    }
    await Promise.all(Array.from({ length: TOGETHER }, takeAll))
  } finally {
    await browser.close()
  }
  const count = shots.length * languages.length * themes.length * widths.length
  console.log(`${count} pictures of ${shots.length} pages in ${formatDuration(Date.now() - startedAt)}: ${folder}`)
  if (values.keep && scene) {
    console.log(`The scene stays at ${scene.url} until Ctrl-C.`)
    await new Promise(() => {})
  }
}

async function shotsOfNewScene(): Promise<Shot[]> {
  for (const version of ROCKETMQ_VERSIONS) {
    await withProgress(`Fetching RocketMQ ${version}`, (detail) => prepareRocketmq(version, detail))
  }
  scene = await withProgress('Setting the scene (about seven minutes)', (detail) => startScene(detail))
  return [{ name: 'first-run', address: pages.home(), url: scene.unconnectedUrl }, ...(await shotsOf(scene))]
}

type Shot = PageAddress & { url: string }

async function shotsOf({ url, clusterId }: Pick<Scene, 'url' | 'clusterId'>): Promise<Shot[]> {
  const { growingGroup, oddTopic } = sceneNames
  const topic = 'order-events'
  const listed: PageAddress[] = [
    { name: 'clusters', address: pages.home() },
    { name: 'unreachable', address: pages.overview('legacy') },
    ...everyPage({
      cluster: clusterId,
      topic,
      group: growingGroup,
      failingGroup: 'coupon-issuer',
      // Old enough to have been consumed and traced.
      message: await newestMessage(url, clusterId, topic, 60),
    }),
    { name: 'topic-odd-name', address: pages.topic(clusterId, oddTopic) },
    { name: 'not-found', address: pages.topic(clusterId, 'order-evnets') },
  ]
  return listed.map((page) => ({ ...page, url: `${url}${page.address}` }))
}

/** One page in one language: loaded once, then drawn in both themes at both widths. */
async function take(browser: Browser, shot: Shot, language: string): Promise<void> {
  const context = await browser.newContext({ timezoneId: 'UTC', reducedMotion: 'reduce', viewport: widths[0] ?? null })
  try {
    await context.addCookies([{ name: 'rocketdeck-locale', value: language, url: shot.url }])
    const page = await context.newPage()
    await page.goto(shot.url)
    await page.locator('main h1').first().waitFor()
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
    if (shot.until) await page.locator(shot.until).first().waitFor()
    await page.evaluate(() => document.fonts.ready)
    for (const { name, width, height } of widths) {
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme })
        await page.setViewportSize({ width, height })
        await page.waitForFunction(
          (dark) => document.documentElement.classList.contains('dark') === dark,
          theme === 'dark',
        )
        // A window as tall as the page: bars that stay in sight stand where they do in a window, once.
        const contentHeight = await page.evaluate(() => document.documentElement.scrollHeight)
        if (contentHeight > height) await page.setViewportSize({ width, height: contentHeight })
        await page.screenshot({
          path: path.join(folder, `${shot.name}-${name}-${theme}-${language}.png`),
          animations: 'disabled',
        })
      }
    }
  } catch (error) {
    throw new Error(
      `${shot.name} in ${language} (${shot.url}): ${error instanceof Error ? error.message : String(error)}`,
    )
  } finally {
    await context.close()
  }
}

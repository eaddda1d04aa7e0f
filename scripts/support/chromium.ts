import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { run } from './run.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** The installed Chromium (ROCKETDECK_CHROMIUM, then the PATH), or null. Playwright's own download is not used. */
export function findChromium(): string | null {
  const wanted = process.env.ROCKETDECK_CHROMIUM
  if (wanted) return wanted
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin']
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable) ?? null
}

/** Finds Chromium, or installs Debian's where this user may. Throws one sentence with the remedy. */
export async function prepareChromium(): Promise<string> {
  const found = findChromium()
  if (found) return found
  const remedy = 'install it, for example with "apt-get install chromium", or set ROCKETDECK_CHROMIUM to its path'
  if (process.getuid?.() !== 0) throw new Error(`The end-to-end tests need Chromium and there is none: ${remedy}.`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']]) {
    const { code, output } = await run(['apt-get', ...args], { env })
    if (code !== 0) throw new Error(`${output}\nChromium could not be installed with apt-get: ${remedy}.`)
  }
  const installed = findChromium()
  if (!installed) throw new Error(`apt-get installed no Chromium: ${remedy}.`)
  return installed
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

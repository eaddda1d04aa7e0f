import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './scripts/support/chromium.ts'

const chromium = findChromium()
if (!chromium)
  throw new Error('The end-to-end tests need Chromium: install it, or set ROCKETDECK_CHROMIUM to its path.')

const launchOptions = {
  executablePath: chromium,
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-dev-shm-usage',
    // The browser resolves no name: whatever a page asks of another host fails at once.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
}

/** Production build on a real cluster; e2e/global-setup.ts starts both and says where in ROCKETDECK_URL. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  snapshotPathTemplate: 'e2e/looks/{arg}{ext}',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure', locale: 'en-GB', timezoneId: 'UTC' },
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'], launchOptions } }],
})

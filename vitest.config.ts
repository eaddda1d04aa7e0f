import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const alias = { '@': root, 'server-only': `${root}tests/support/server-only.ts` }

export default defineConfig({
  resolve: { alias },
  test: {
    // An unhandled rejection in any test is a failure of the run (vitest's default, kept on purpose).
    dangerouslyIgnoreUnhandledErrors: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // A limit for what hangs; a busy machine may need several times what a test takes.
          testTimeout: 30_000,
          include: [
            'lib/**/*.test.{ts,tsx}',
            'server/**/*.test.ts',
            'components/**/*.test.{ts,tsx}',
            'app/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
            'tests/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          // Real clusters share two cores: one file at a time.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})

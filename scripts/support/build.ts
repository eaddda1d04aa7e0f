import { createHash } from 'node:crypto'
import { cpSync, existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root, run } from './run.ts'

const standalone = path.join(root, '.next', 'standalone')
const stampFile = path.join(standalone, '.rocketdeck-build')

/** Everything the production build reads. */
const inputs = [
  '{app,components,lib,server,public}/**/*',
  '{next.config.js,postcss.config.mjs,instrumentation.ts,proxy.ts,tsconfig.json,package.json,package-lock.json}',
]

/** Whether .next/standalone is what the sources of now would build. */
export function isBuildFresh(): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceHash()
}

/**
 * Builds for production and completes .next/standalone with the static files that Next leaves out.
 * Throws with the full output of the build when it fails.
 */
export async function buildForProduction(options: { live?: boolean } = {}): Promise<void> {
  const hash = sourceHash()
  const { code, output } = await run(['next', 'build'], { live: options.live ?? false })
  if (code !== 0)
    throw new Error(`${options.live ? '' : `${output}\n`}The production build failed (exit code ${code}).`)
  cpSync(path.join(root, '.next', 'static'), path.join(standalone, '.next', 'static'), { recursive: true })
  if (existsSync(path.join(root, 'public'))) {
    cpSync(path.join(root, 'public'), path.join(standalone, 'public'), { recursive: true })
  }
  writeFileSync(stampFile, hash)
}

function sourceHash(): string {
  const hash = createHash('sha256')
  const files = globSync(inputs, { cwd: root })
    .filter((file) => !/\.(test\.tsx?|d\.json\.ts)$/.test(file) && statSync(path.join(root, file)).isFile())
    .sort()
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

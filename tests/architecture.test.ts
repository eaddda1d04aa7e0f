import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { importProblem, lintOverrides, zoneTable } from './support/import-zones.ts'
import { importStrings, importTarget, type SourceFile, sourceFiles, sourceText } from './support/source-files.ts'

const sources = sourceFiles('{app,components,lib,server}/**/*.{ts,tsx}')
const shipped = sources.filter(({ path }) => !/\.test\.tsx?$/.test(path))

test('every import stays within the table', () => {
  expect(shipped.flatMap(importProblems)).toEqual([])
})

test.each([
  ['lib/domain/lag.ts', "import { x } from '@/lib/contract/groups'"],
  ['lib/domain/lag.ts', "import type { x } from '../format/bytes.ts'"],
  ['lib/contract/groups.ts', "export { x } from '@/server/config'"],
  ['lib/api/call.ts', "import { x } from '@/components/ui/value'"],
  ['components/groups/lag-table.tsx', "import type { x } from '@/server/services/groups/read-group'"],
  ['components/ui/value.tsx', "const x = await import('@/app/providers')"],
  ['app/(console)/page.tsx', "import { x } from '@/server/rocketmq/client'"],
  ['app/(console)/page.tsx', "import { x } from '@/server/http/route'"],
  ['app/api/v1/topics/route.ts', "import { x } from '@/lib/domain/lag'"],
  ['server/rocketmq/client.ts', "import { x } from '@/lib/domain/lag'"],
  ['server/rocketmq/wire/frame.ts', "import { x } from '../../log.ts'"],
  ['server/metrics/collector.ts', "import { x } from '@/server/services/implement'"],
  ['server/services/groups/read-group.ts', "import { x } from '@/server/http/route'"],
  ['server/http/route.ts', "import { x } from '@/server/metrics/registry'"],
  ['server/config.ts', "import { x } from './runtime'"],
])('%s may not contain: %s', (path, text) => {
  expect(importProblems({ path, text })).toHaveLength(1)
})

test.each([
  ['app/(console)/page.tsx', "import { x } from '@/server/http/prefetch'"],
  ['app/api/v1/topics/route.ts', "import { x } from '@/server/http/route'"],
  ['server/http/problem.ts', "import { x } from '@/server/rocketmq/errors'"],
  ['server/rocketmq/wire/frame.ts', "import { x } from '../errors.ts'"],
  ['components/ui/value.tsx', "import { x } from 'react'"],
])('%s may contain: %s', (path, text) => {
  expect(importProblems({ path, text })).toEqual([])
})

test('docs/architecture.md shows the table', () => {
  expect(sourceText('docs/architecture.md')).toContain(zoneTable())
})

test('biome.json has the table too', () => {
  expect(JSON.parse(sourceText('biome.json')).overrides).toEqual(lintOverrides())
})

test('the linter refuses what the table refuses, and only that', () => {
  const refused = lintedFiles({
    'lib/domain/lag.ts': '@/lib/contract/groups',
    'components/ui/value.tsx': '@/server/log',
    'app/(console)/page.tsx': '@/server/rocketmq/client',
    'app/api/v1/topics/route.ts': '@/components/ui/value',
    'server/rocketmq/client.ts': '@/server/log',
    'server/services/read-topics.ts': '@/server/http/route',
    'server/config.ts': '@/server/runtime',
    'app/(console)/accepted.tsx': '@/server/http/prefetch',
    'app/api/v1/topics/accepted.ts': '@/server/http/route',
    'server/accepted.ts': '@/server/metrics/registry',
  })
  expect(refused).toHaveLength(7)
  expect(refused.filter((file) => file.includes('accepted'))).toEqual([])
})

test("server modules begin with import 'server-only', the driver is plain Node", () => {
  expect(shipped.flatMap(serverOnlyProblem)).toEqual([])
})

test.each([
  ['server/services/errors.ts', "export const x = 1\nimport 'server-only'\n"],
  ['server/rocketmq/errors.ts', "import 'server-only'\n"],
])('%s is refused with the wrong beginning', (path, text) => {
  expect(serverOnlyProblem({ path, text })).toHaveLength(1)
})

test('server/config.ts alone reads the environment', () => {
  expect(shipped.flatMap(environmentProblem)).toEqual([])
})

test.each(['process.env.PORT', 'const { env } = process', "import { env } from 'node:process'"])(
  'reading the environment by %s is found',
  (text) => {
    expect(environmentProblem({ path: 'server/log.ts', text })).toHaveLength(1)
    expect(environmentProblem({ path: 'server/config.ts', text })).toEqual([])
  },
)

test('colours are named in app/globals.css and nowhere else', () => {
  const styles = sourceFiles('{app,components}/**/*.css').filter(({ path }) => path !== 'app/globals.css')
  expect([...shipped, ...styles].flatMap(colourProblems)).toEqual([])
})

test.each(["color: '#fff'", 'bg-[#12ab34]', 'fill="rgb(1, 2, 3)"', 'oklch(0.5 0.1 20)', 'text-red-500', 'bg-white/50'])(
  'the colour in %s is found',
  (text) => {
    expect(colourProblems({ path: 'components/ui/value.tsx', text })).toHaveLength(1)
  },
)

test.each(['href="#main"', 'text-ink-2', 'to="#addition"', 'issue #123 of a list', 'border-line'])(
  'no colour is seen in %s',
  (text) => {
    expect(colourProblems({ path: 'components/ui/value.tsx', text })).toEqual([])
  },
)

/** Writes one file for each import in a folder of its own, and gives those that the linter refuses for it. */
function lintedFiles(imports: Record<string, string>): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'rocketdeck-lint-'))
  try {
    writeFileSync(path.join(folder, 'biome.json'), sourceText('biome.json'))
    for (const [file, name] of Object.entries(imports)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
      writeFileSync(path.join(folder, file), `import { x } from '${name}'\n\nx()\n`)
    }
    const biome = path.resolve('node_modules/.bin/biome')
    const { stdout } = spawnSync(biome, ['lint', '--vcs-enabled=false', '--reporter=github', '.'], {
      cwd: folder,
      encoding: 'utf8',
    })
    const lines = stdout.split('\n').filter((line) => line.includes('noRestrictedImports'))
    return lines.map((line) => /file=([^,]+)/.exec(line)?.[1] ?? line)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('what runs in the browser checks nothing with zod: its bundle has no schemas', () => {
  const inBrowser = shipped.filter(({ path }) => /^(?:components|app\/(?!api)|lib\/(?!contract))/.test(path))
  expect(inBrowser.filter(({ text }) => /^import (?!type\b)[^\n]*'zod'$/m.test(text)).map(({ path }) => path)).toEqual(
    [],
  )
})

function importProblems({ path, text }: SourceFile): string[] {
  return importStrings(text).flatMap((name) => {
    const target = importTarget(path, name)
    const problem = target === null ? null : importProblem(path, target)
    return problem ?? []
  })
}

function serverOnlyProblem({ path, text }: SourceFile): string[] {
  if (!path.startsWith('server/')) return []
  if (path.startsWith('server/rocketmq/')) {
    return text.includes("'server-only'") ? [`${path}: the driver must load in plain Node`] : []
  }
  const code = text.replace(/^(?:\s|\/\/.*\n|\/\*[\s\S]*?\*\/)*/, '')
  return code.startsWith("import 'server-only'\n") ? [] : [`${path}: its first line is not import 'server-only'`]
}

function environmentProblem({ path, text }: SourceFile): string[] {
  if (path === 'server/config.ts') return []
  const reads = /\bprocess\s*\.\s*env\b|\{[^}]*\benv\b[^}]*\}\s*(?:=\s*process\b|from\s*'(?:node:)?process')/.test(text)
  return reads ? [`${path}: only server/config.ts reads the environment`] : []
}

function colourProblems({ path, text }: SourceFile): string[] {
  const literal =
    /(?<=['"`[:\s(])#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})(?=['"`\]\s;,)])|\b(?:rgba?|hsla?|hwb|oklab|oklch|lab|lch)\(/i
  const palette =
    /\b(?:bg|text|border|fill|stroke|ring|from|to|via|outline|shadow|decoration|accent|caret|divide)-(?:white|black|(?:slate|gray|zinc|neutral|stone|red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose)-\d{2,3})\b/
  const isProse = (line: string) => /^\s*(?:\/\/|\*|\/\*)/.test(line)
  return text.split('\n').flatMap((line, index) => {
    if (isProse(line)) return []
    const found = literal.exec(line) ?? palette.exec(line)
    const isNumberInText = found && /^#\d{3,4}$/.test(found[0]) && !/['"`[]#/.test(line)
    return found && !isNumberInText ? [`${path}:${index + 1}: ${found[0]}`] : []
  })
}

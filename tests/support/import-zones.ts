/** A folder (or file) and what it may import of the project besides itself. The most specific path wins. */
export type Zone = { path: string; may: readonly string[]; why: string }

/** The one table of who may import whom; docs/architecture.md shows it and biome.json repeats it for the editor. */
export const zones: readonly Zone[] = [
  { path: 'lib/domain', may: [], why: 'pure functions, for server and browser' },
  { path: 'lib/contract', may: ['lib/domain'], why: 'the API as data' },
  { path: 'lib/format', may: ['lib/domain'], why: 'words for values' },
  { path: 'lib/url', may: ['lib/domain'], why: 'what stands in an address' },
  { path: 'lib/i18n', may: [], why: 'languages' },
  { path: 'lib/api', may: ['lib/domain', 'lib/contract', 'lib/url'], why: 'the browser’s only door' },
  {
    path: 'components',
    may: ['lib/domain', 'lib/contract', 'lib/api', 'lib/format', 'lib/url', 'lib/i18n'],
    why: 'they draw',
  },
  {
    path: 'app',
    may: [
      'components',
      'lib/domain',
      'lib/contract',
      'lib/api',
      'lib/format',
      'lib/url',
      'lib/i18n',
      'server/services',
      'server/http/prefetch',
    ],
    why: 'pages prefetch in process; server components only',
  },
  { path: 'app/readyz', may: ['server/runtime'], why: 'is the console ready' },
  { path: 'app/api', may: ['server/services', 'server/http'], why: 'one line per method' },
  {
    path: 'server/http',
    may: ['lib/contract', 'lib/api', 'server/services', 'server/rocketmq/errors', 'server/runtime', ...base()],
    why: 'HTTP words only; of lib/api the query keys',
  },
  {
    path: 'server/services',
    may: [
      'lib/domain',
      'lib/contract',
      'server/rocketmq',
      'server/metrics',
      'server/store',
      'server/auth',
      'server/audit',
      ...base(),
    ],
    why: 'they decide',
  },
  {
    path: 'server/auth',
    may: ['lib/domain', 'lib/contract', 'server/store', ...base()],
    why: 'who somebody is, what they may',
  },
  { path: 'server/audit', may: ['lib/domain', 'lib/contract', 'server/store', ...base()], why: 'what was changed' },
  { path: 'server/metrics', may: ['lib/domain', 'server/rocketmq', 'server/store', ...base()], why: 'it remembers' },
  { path: 'server/store', may: ['lib/domain', ...base()], why: 'all SQL' },
  { path: 'server/rocketmq', may: [], why: 'the driver, as if published' },
  { path: 'server/config', may: [], why: 'the only reader of the environment' },
  { path: 'server/log', may: ['server/config'], why: 'log lines' },
  { path: 'server/shutdown', may: ['server/log'], why: 'ordered end' },
  { path: 'server', may: ['server'], why: 'the composition root and the start' },
]

/** The zone a file belongs to; null for files outside all of them. `file` is a path from the top folder. */
export function zoneOf(file: string): Zone | null {
  const matches = zones.filter((zone) => isWithin(file, zone.path))
  return matches.sort((a, b) => b.path.length - a.path.length)[0] ?? null
}

/** Why `file` may not import `target` (both paths from the top folder), or null when it may. */
export function importProblem(file: string, target: string): string | null {
  const zone = zoneOf(file)
  if (!zone) return null
  const targetZone = zoneOf(target)
  if (targetZone === zone) return null
  if (zone.may.some((path) => isWithin(target, path))) return null
  return `${file} imports ${target}: ${zone.path} may import ${zone.may.join(', ') || 'nothing'} of the project`
}

/** The rows of the table in docs/architecture.md. */
export function zoneTable(): string {
  const rows = zones.map(({ path, may, why }) => {
    return `| \`${path}\` | ${why} | ${may.map((name) => `\`${name}\``).join(', ') || 'nothing'} |`
  })
  return ['| folder | what it is | may import, besides itself |', '|---|---|---|', ...rows].join('\n')
}

/** The `overrides` of biome.json: the same table for the editor. Relative ways out of a folder are the test's alone. */
export function lintOverrides(): unknown[] {
  // Biome applies every override that matches and the last one wins: the general zone first.
  const generalFirst = [...zones].sort((a, b) => a.path.length - b.path.length || a.path.localeCompare(b.path))
  return generalFirst.map(({ path, may }) => {
    const isSingleFile = base().includes(path)
    const allowed = [path, ...may].flatMap((name) => [`!@/${name}`, `!@/${name}.ts`, `!@/${name}/**`])
    const rule = {
      level: 'error',
      options: {
        patterns: [
          {
            group: ['@/**', ...allowed],
            message: `${path} may import ${may.join(', ') || 'nothing'} of the project (docs/architecture.md).`,
          },
        ],
      },
    }
    return {
      includes: isSingleFile ? [`${path}.ts`] : [`${path}/**`, '!**/*.test.ts', '!**/*.test.tsx'],
      linter: { rules: { style: { noRestrictedImports: rule } } },
    }
  })
}

function base(): string[] {
  return ['server/config', 'server/log', 'server/shutdown']
}

function isWithin(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}/`) || file.startsWith(`${path}.`)
}

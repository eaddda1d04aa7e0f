import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export type SourceFile = { path: string; text: string }

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Files of the checkout by glob, with paths from its top folder; generated declarations are left out. */
export function sourceFiles(pattern: string): SourceFile[] {
  return globSync(pattern, { cwd: root })
    .filter((file) => !file.endsWith('.d.json.ts'))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }))
}

/** The text of one file of the checkout. */
export function sourceText(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

/** Every module a source names in import, export … from and import(): static, dynamic and type-only. */
export function importStrings(text: string): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"`])([^'"`\n]+)\1/g
  return [...text.matchAll(pattern)].map((match) => match[2] ?? '')
}

/** The path from the top folder that an import names, or null for a package. */
export function importTarget(file: string, name: string): string | null {
  if (name.startsWith('@/')) return name.slice(2)
  if (name.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(file), name))
  return null
}

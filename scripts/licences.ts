// npm run licences: writes down who made what Rocketdeck ships, after packages changed. A test says when that is due.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './support/run.ts'

type Locked = { version?: string; dev?: boolean; devOptional?: boolean; optional?: boolean }
type Manifest = { name?: string; version?: string; license?: string | { type?: string } }
type Entry = { name: string; version: string | null; licence: string; inside: string | null; text: number | null }

const target = path.join(root, 'server', 'services', 'about', 'licences.json')
const lock = readJson<{ packages: Record<string, Locked> }>(path.join(root, 'package-lock.json'))
const texts: string[] = []
const byKey = new Map<string, Entry>()

for (const [folder, locked] of Object.entries(lock.packages)) {
  // Optional ones are tools of the build for one platform each.
  if (!folder.startsWith('node_modules/') || locked.dev || locked.devOptional || locked.optional) continue
  const manifest = readJson<Manifest>(path.join(root, folder, 'package.json'))
  const name = manifest.name ?? folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
  add({ name, version: locked.version ?? null, folder: path.join(root, folder), manifest, inside: null })
}
const compiled = path.join(root, 'node_modules', 'next', 'dist', 'compiled')
for (const folder of foldersWithManifest(compiled)) {
  const manifest = readJson<Manifest>(path.join(folder, 'package.json'))
  const name = manifest.name ?? path.relative(compiled, folder)
  add({ name, version: manifest.version ?? null, folder, manifest, inside: 'next' })
}
const packages = [...byKey.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
writeFileSync(target, `${JSON.stringify({ packages, texts }, null, 2)}\n`)
console.log(`${packages.length} packages, ${texts.length} licence texts: ${path.relative(root, target)}`)

function add(found: {
  name: string
  version: string | null
  folder: string
  manifest: Manifest
  inside: string | null
}): void {
  const { name, version, folder, manifest, inside } = found
  const text = textOf(folder)
  const said = typeof manifest.license === 'string' ? manifest.license : manifest.license?.type
  const isMit = text !== null && /Permission is hereby granted, free of charge/.test(texts[text] ?? '')
  const entry: Entry = { name, version, licence: said ?? (isMit ? 'MIT' : 'unknown'), inside, text }
  byKey.set(keyOf(entry), entry)
}

/** Place of the licence's text in `texts`; many packages share one. */
function textOf(folder: string): number | null {
  const files = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|ofl)/i.test(file) && !/\.(js|json|ts|mjs)$/.test(file))
    .sort()
  if (files.length === 0) return null
  const text = files
    .map((file) => readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n')
  const at = texts.indexOf(text)
  return at >= 0 ? at : texts.push(text) - 1
}

function foldersWithManifest(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const inner = path.join(folder, entry.name)
      return existsSync(path.join(inner, 'package.json'))
        ? [inner]
        : entry.name.startsWith('@')
          ? foldersWithManifest(inner)
          : []
    })
    .sort()
}

function keyOf({ name, version, inside }: Entry): string {
  return `${name.toLowerCase()} ${version ?? ''} ${inside ?? ''}`
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

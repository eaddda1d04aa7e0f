import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import licences from './licences.json'

const root = join(import.meta.dirname, '../../..')
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))
const lock = read('package-lock.json') as {
  packages: Record<string, { version: string; dev?: boolean; devOptional?: boolean; optional?: boolean }>
}
const own = licences.packages.filter((each) => each.inside === null)
const textOf = (name: string) => licences.texts[own.find((each) => each.name === name)?.text ?? -1]

test('every package that is not for development only is listed in its version (else: npm run licences)', () => {
  const wanted = Object.entries(lock.packages)
    .filter(([folder, p]) => folder.startsWith('node_modules/') && !p.dev && !p.devOptional && !p.optional)
    .map(([folder, { version }]) => `${folder.slice(folder.lastIndexOf('node_modules/') + 13)} ${version}`)
  expect(own.map(({ name, version }) => `${name} ${version}`).sort()).toEqual([...new Set(wanted)].sort())
})

test('so are all dependencies of package.json', () => {
  const { dependencies } = read('package.json') as { dependencies: Record<string, string> }
  for (const [name, version] of Object.entries(dependencies))
    expect(own, name).toContainEqual(expect.objectContaining({ name, version }))
})

test('both fonts come with the words of their licence', () => {
  for (const font of ['@fontsource-variable/archivo', '@fontsource-variable/geist-mono'])
    expect(textOf(font), font).toMatch(/SIL OPEN FONT LICENSE/i)
})

test('what is carried inside a package is listed too, and no text is named that is not there', () => {
  expect(licences.packages.some((each) => each.inside === 'next')).toBe(true)
  for (const { name, text } of licences.packages) if (text !== null) expect(licences.texts[text], name).toBeTruthy()
})

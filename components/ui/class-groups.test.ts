import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { extendTailwindMerge } from 'tailwind-merge'
import { expect, it } from 'vitest'
import { mergeClasses } from './class-groups'

const whole = extendTailwindMerge({
  extend: {
    classGroups: { 'font-size': [{ text: ['micro', 'small', 'body', 'lead', 'title', 'readout'] }] },
  },
})

const root = path.join(import.meta.dirname, '../..')

/** Whatever in the sources may be a class; what is none stands beside every other in both. */
function words(): string[] {
  const found = new Set<string>()
  for (const file of globSync('{app,components}/**/*.{ts,tsx}', { cwd: root })) {
    if (file.includes('.test.')) continue
    for (const [text] of readFileSync(path.join(root, file), 'utf8').matchAll(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g))
      for (const word of text.slice(1, -1).split(/\s+/)) if (/^[-[a-z*&@][^'"`${}]*$/.test(word)) found.add(word)
  }
  return [...found]
}

/** Without what says when it holds (`hover:`): the same for all in both. */
const utility = (word: string) => word.replace(/^(?:[a-z*@-]+(?:\[[^\]]*\]|\([^)]*\)|\/[a-z]+)?:|\[[^\]]*\]:)+/, '')

it('merges every two classes of the sources as the whole table of tailwind-merge does', () => {
  // A class stands once, a word that is none as often as it is given. Of `px-1 px-2 px-2.5` two will do.
  const seen = new Map<string, number>()
  const utilities = [...new Set(words().map(utility))].filter((word) => {
    if (whole(`${word} ${word}`) !== word) return false
    const shape = word.replace(/\d+(\.\d+)?/g, '1').replace('-1.1', '-1')
    seen.set(shape, (seen.get(shape) ?? 0) + 1)
    return seen.get(shape)! <= 2
  })
  expect(utilities.length).toBeGreaterThan(200)
  const differ: string[] = []
  for (const one of utilities) {
    for (const other of utilities) {
      if (one === other) continue
      const both = `${one} ${other}`
      if (mergeClasses(both) !== whole(both)) differ.push(both)
    }
  }
  expect(differ.slice(0, 40)).toEqual([])
}, 60_000)

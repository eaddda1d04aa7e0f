import { expect, test } from 'vitest'
import en from '../lib/i18n/en.json' with { type: 'json' }
import zhCn from '../lib/i18n/zh-CN.json' with { type: 'json' }
import { icuArguments } from './support/icu-arguments.ts'
import { keyUses } from './support/message-keys.ts'
import { sourceFiles } from './support/source-files.ts'

/** Keys that code chooses at run time, by their beginning: t(tone) and the like. Each names where that happens. */
const chosenAtRunTime: Readonly<Record<string, string>> = {
  'problem.code.': 'components/layout/answer.tsx',
  'nav.': 'components/layout/nav.ts',
  'squares.': 'components/ui/broker-squares.tsx',
  'state.': 'components/ui/state.tsx',
  'trend.': 'components/ui/trend.tsx',
}

const english = flatten(en)
const chinese = flatten(zhCn)
const sources = sourceFiles('{app,components,lib}/**/*.{ts,tsx}').filter(({ path }) => !/\.test\.tsx?$/.test(path))
const uses = sources.map(({ path, text }) => ({ path, ...keyUses(text, (key) => english.has(key), hasPrefix) }))

test('both languages have the same keys', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
})

test('no text is empty', () => {
  const empty = [...english, ...chinese].filter(([, text]) => text.trim() === '').map(([key]) => key)
  expect(empty).toEqual([])
})

test('both languages take the same arguments', () => {
  const different = [...english].filter(([key, text]) => {
    return icuArguments(text).join() !== icuArguments(chinese.get(key) ?? '').join()
  })
  expect(different.map(([key]) => key)).toEqual([])
})

test('every key that code names exists', () => {
  const missing = uses.flatMap(({ path, keys, prefixes }) => [
    ...keys.filter((key) => !english.has(key)).map((key) => `${path}: ${key}`),
    ...prefixes.filter((prefix) => !hasPrefix(prefix)).map((prefix) => `${path}: ${prefix}…`),
  ])
  expect(missing).toEqual([])
})

test('every key is used somewhere', () => {
  const named = new Set(uses.flatMap(({ keys }) => keys))
  const prefixes = [...uses.flatMap((use) => use.prefixes), ...Object.keys(chosenAtRunTime)]
  // A key may also be chosen between literals, t(a ? 'x' : 'y'): its end then stands somewhere as a literal.
  const literals = new Set(sources.flatMap(({ text }) => [...text.matchAll(/'([\w.-]+)'/g)].map((m) => m[1]!)))
  const ends = (key: string) => key.split('.').map((_, index, parts) => parts.slice(index).join('.'))
  const unused = [...english.keys()].filter(
    (key) =>
      !named.has(key) &&
      !prefixes.some((prefix) => key.startsWith(prefix)) &&
      !ends(key).some((end) => literals.has(end)),
  )
  expect(unused).toEqual([])
})

test('every list entry for keys chosen at run time is still needed', () => {
  const idle = Object.entries(chosenAtRunTime).filter(([prefix, file]) => {
    return !hasPrefix(prefix) || !sources.some(({ path }) => path === file)
  })
  expect(idle).toEqual([])
})

test.each([
  ['plain', []],
  ['{n} of {all}', ['all', 'n']],
  ['{n, plural, one {# broker by {who}} other {# brokers}}', ['n', 'who']],
  ['{n, plural, one {broker} other {brokers}} {x}', ['x']],
  ['{d, date, short} <b>{x}</b>', ['<b>', 'd', 'x']],
  ["it''s '{'quoted'}' {x}", ['x']],
])('the arguments of %s', (message, expected) => {
  expect(icuArguments(message)).toEqual(expected)
})

test.each(['{n', 'n}', '{n, plural, other {x}'])('%s is not a message', (message) => {
  expect(() => icuArguments(message)).toThrow()
})

test('keys are found where code names them', () => {
  const text = `
    const t = useTranslations('nav')
    const common = await getTranslations('common')
    t('overview'); common.rich('more', {}); t(\`state.\${x}\`); t(name); t(a ? 'one' : 'two'); format('no')`
  const known = ['nav.one', 'nav.two', 'common.more']
  expect(keyUses(text, (key) => known.includes(key))).toEqual({
    keys: ['nav.overview', 'nav.one', 'nav.two', 'common.more'],
    prefixes: ['nav.state.'],
    unclear: ['t(name)', "t(a ? 'one' : 'two')"],
  })
})

function hasPrefix(prefix: string): boolean {
  return [...english.keys()].some((key) => key.startsWith(prefix))
}

function flatten(messages: object, prefix = ''): Map<string, string> {
  const entries = Object.entries(messages).flatMap(([name, value]): [string, string][] => {
    const key = prefix ? `${prefix}.${name}` : name
    return typeof value === 'string' ? [[key, value]] : [...flatten(value as object, key)]
  })
  return new Map(entries)
}

import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { expect, it } from 'vitest'
import en from './en.json'
import { pickLocale } from './locale'
import zh from './zh-CN.json'

function flat(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]])
  const entries = Object.entries(value as Record<string, unknown>)
  return new Map(entries.flatMap(([key, inner]) => [...flat(inner, path === '' ? key : `${path}.${key}`)]))
}

/** Names of the ICU arguments and tags in a message, those inside of branches included. */
function argumentsOf(message: string): string[] {
  return [...new Set(namesIn(parse(message)))].sort()
}

function namesIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    const inside = 'options' in element ? Object.values(element.options).flatMap(({ value }) => namesIn(value)) : []
    return [element.value, ...inside, ...(element.type === TYPE.tag ? namesIn(element.children) : [])]
  })
}

const english = flat(en)
const chinese = flat(zh)

it('has every message in both languages', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
})

it('asks for no argument in Chinese that English does not give', () => {
  for (const [key, message] of chinese) {
    const given = argumentsOf(english.get(key) ?? '')
    expect(
      argumentsOf(message).filter((a) => !given.includes(a)),
      key,
    ).toEqual([])
  }
})

it.each([
  { cookie: 'zh-CN', accept: 'en', locale: 'zh-CN' },
  { cookie: undefined, accept: 'zh-TW,zh;q=0.9,en;q=0.8', locale: 'zh-CN' },
  { cookie: undefined, accept: 'fr-FR,en-GB;q=0.8,zh;q=0.7', locale: 'en' },
  { cookie: 'xx', accept: null, locale: 'en' },
])('picks $locale for cookie $cookie and $accept', ({ cookie, accept, locale }) => {
  expect(pickLocale(cookie, accept)).toBe(locale)
})

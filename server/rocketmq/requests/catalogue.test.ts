import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RequestCode } from '../wire/codes.ts'
import type { RequestDefinition } from './define-request.ts'

/** Every exported declaration of this folder, by file. */
async function declarations(): Promise<Array<{ file: string; name: string; request: RequestDefinition }>> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  const found: Array<{ file: string; name: string; request: RequestDefinition }> = []
  for (const file of files) {
    const module: Record<string, unknown> = await import(/* @vite-ignore */ new URL(file, import.meta.url).href)
    for (const [name, value] of Object.entries(module)) {
      if (typeof value === 'object' && value !== null && 'outcomeOf' in value) {
        found.push({ file, name, request: value as RequestDefinition })
      }
    }
  }
  return found
}

/** END_TRANSACTION, CONSUME_MESSAGE_DIRECTLY, SEND_MESSAGE_V2. */
const writes = [37, 309, 310]

const all = await declarations()

describe('the declared requests', () => {
  it('are these', () => {
    const codes = all.map(({ request }) => request.code).sort((a, b) => a - b)
    expect(codes).toEqual([
      11, 12, 14, 21, 26, 28, 29, 30, 31, 32, 33, 37, 43, 61, 105, 106, 201, 202, 203, 204, 206, 208, 224, 300, 303,
      304, 305, 307, 309, 310, 315, 319, 321, 328, 343, 345, 351, 901, 907, 1007,
    ])
  })

  // 352 creates the group it is asked about, 308 can remove offsets, 317 scans all offsets once for each group.
  it.each([352, 308, 317])('never %i', (code) => {
    expect(all.map(({ request }) => request.code)).not.toContain(code)
  })

  it.each(all)(
    '$file: one declaration, named like its file, with the name of RequestCode.java',
    ({ file, name, request }) => {
      expect(all.filter((other) => other.file === file)).toHaveLength(1)
      expect(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).toBe(file.replace('.ts', ''))
      expect(RequestCode[request.name as keyof typeof RequestCode]).toBe(request.code)
      expect(request.access).toBe(writes.includes(request.code) ? 'write' : 'read')
    },
  )
})

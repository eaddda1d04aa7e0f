import { expect, it } from 'vitest'
import { RequestCode, ResponseCode, requestCodeName, responseCodeName } from './codes.ts'

it('names every code by exactly one constant', () => {
  for (const [names, nameOf] of [
    [RequestCode, requestCodeName],
    [ResponseCode, responseCodeName],
  ] as const) {
    for (const [name, code] of Object.entries(names)) expect(nameOf(code)).toBe(name)
  }
})

it('has no name for an unknown code', () => {
  expect(responseCodeName(-1)).toBeNull()
  expect(requestCodeName(16)).toBeNull()
})

import { describe, expect, it } from 'vitest'
import { fitCss } from './fit-css'

const fit = { name: 'dt1', width: 1040, phoneWidth: 420 }

describe('fitCss', () => {
  it('scrolls inside only where it does not fit, on a desk and on a phone', () => {
    const css = fitCss({ ...fit, many: false })
    expect(css).toMatch(
      /^@media screen and \(width>=761px\)\{@container dt \(width<1040px\)\{\.dt1\{[^}]*overflow:auto/,
    )
    expect(css).toContain('@media screen and (width<761px){@container dt (width<420px){.dt1{')
    expect(css.split('{').length).toBe(css.split('}').length)
  })
  it('always scrolls inside with many rows, and pins names only where it is too wide', () => {
    const css = fitCss({ ...fit, many: true })
    expect(css).toMatch(/^@media screen\{\.dt1\{[^}]*overflow:auto/)
    expect(css.indexOf('left:0')).toBeGreaterThan(css.indexOf('@container'))
    expect(css.split('{').length).toBe(css.split('}').length)
  })
})

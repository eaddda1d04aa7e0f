import { describe, expect, it } from 'vitest'
import { bandTabs } from './band-tabs'
import type { ChartBand } from './types'

const shown = { fromMs: 0, toMs: 1_000 }
const band = (fromMs: number, toMs: number, ...targets: string[]): ChartBand => ({ fromMs, toMs, targets, open: false })
const textOf = (b: ChartBand) => (b.targets.length === 0 ? 'not collected' : `no data from ${b.targets.join(', ')}`)
const tabs = (bands: ChartBand[], widthPx = 1_000) => bandTabs(bands, textOf, shown, widthPx)

describe('bandTabs', () => {
  it('names each cause where there is room', () => {
    expect(tabs([band(100, 150), band(500, 600, 'b')])).toEqual([
      { text: 'not collected', side: 'right' },
      { text: 'no data from b', side: 'right' },
    ])
  })
  it('writes a cause once where its bands stand close together', () => {
    expect(tabs([band(100, 110), band(120, 130), band(150, 160)])).toEqual([
      { text: 'not collected', side: 'right' },
      null,
      null,
    ])
  })
  it('writes it again further on', () => {
    expect(tabs([band(100, 110), band(800, 810)]).map((t) => t?.text)).toEqual(['not collected', 'not collected'])
  })
  it('turns to the left at the right edge', () => {
    expect(tabs([band(980, 1_000, 'broker-b')])).toEqual([{ text: 'no data from broker-b', side: 'left' }])
  })
  it('lays no tab on another one', () => {
    expect(tabs([band(500, 510), band(520, 530, 'broker-b')])).toEqual([
      { text: 'not collected', side: 'left' },
      { text: 'no data from broker-b', side: 'right' },
    ])
    expect(tabs([band(50, 60), band(65, 75, 'broker-b')])).toEqual([
      null,
      { text: 'no data from broker-b', side: 'right' },
    ])
    expect(tabs([band(700, 710), band(980, 990, 'broker-b')])).toEqual([
      { text: 'not collected', side: 'right' },
      { text: 'no data from broker-b', side: 'left' },
    ])
  })
  it('names the wide band, and never writes a cause on the band of another', () => {
    expect(tabs([band(400, 405, 'broker-a'), band(450, 900, 'broker-b'), band(700, 705, 'broker-a')])).toEqual([
      { text: 'no data from broker-a', side: 'left' },
      { text: 'no data from broker-b', side: 'right' },
      null,
    ])
  })
  it('is silent on a plot without room', () => {
    expect(tabs([band(100, 150)], 40)).toEqual([null])
  })
  it('knows that Chinese letters are wide', () => {
    const wide = bandTabs([band(960, 1_000)], () => '未采集', shown, 1_000)
    expect(wide).toEqual([{ text: '未采集', side: 'left' }])
  })
})

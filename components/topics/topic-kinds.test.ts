import { describe, expect, it } from 'vitest'
import { ownTypes, segmentCount, segmentOf } from './topic-kinds'

const counts = { NORMAL: 9, FIFO: 2, DELAY: 2, RETRY: 15, DLQ: 1, SYSTEM: 18 }

describe('segments of the topic list', () => {
  it.each([
    { type: '', segment: 'own' },
    { type: 'NORMAL', segment: 'own' },
    { type: 'NORMAL,FIFO', segment: 'own' },
    { type: 'RETRY', segment: 'RETRY' },
    { type: 'DLQ', segment: 'DLQ' },
    { type: 'SYSTEM', segment: 'SYSTEM' },
    { type: 'RETRY,DLQ', segment: 'other' },
    { type: 'NORMAL,RETRY', segment: 'other' },
    { type: 'all', segment: 'other' },
  ])('type=$type is $segment', ({ type, segment }) => {
    expect(segmentOf(type)).toBe(segment)
  })

  it('counts what a segment holds', () => {
    expect(segmentCount('own', counts)).toBe(13)
    expect(segmentCount('RETRY', counts)).toBe(15)
    expect(segmentCount('other', counts)).toBe(47)
    expect(segmentCount('DLQ', {})).toBe(0)
  })

  it('lists own types, the most frequent first', () => {
    expect(ownTypes(counts)).toEqual(['NORMAL', 'DELAY', 'FIFO'])
  })
})

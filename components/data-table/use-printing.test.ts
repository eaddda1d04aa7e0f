// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { usePrinting } from './use-printing'

;(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true

test('a page is being printed from the browser’s first word to its second', () => {
  const seen: boolean[] = []
  const Probe = () => {
    seen.push(usePrinting())
    return null
  }
  const root = createRoot(document.createElement('div'))
  act(() => root.render(createElement(Probe)))
  act(() => void window.dispatchEvent(new Event('beforeprint')))
  act(() => void window.dispatchEvent(new Event('afterprint')))
  act(() => root.unmount())
  expect(seen).toEqual([false, true, false])
})

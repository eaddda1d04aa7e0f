// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { usePrinting } from './use-printing'

function Probe({ tell }: { tell: (printing: boolean) => void }) {
  tell(usePrinting())
  return null
}

test('a page is being printed from the browser’s first word to its second', () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const seen: boolean[] = []
  const root = createRoot(document.createElement('div'))
  act(() => root.render(createElement(Probe, { tell: (printing) => void seen.push(printing) })))
  act(() => void window.dispatchEvent(new Event('beforeprint')))
  act(() => void window.dispatchEvent(new Event('afterprint')))
  act(() => root.unmount())
  expect(seen).toEqual([false, true, false])
})

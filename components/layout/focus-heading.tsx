'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'

const WAIT_MS = 5_000

/** After a navigation the focus is at the new page's heading: the next Tab goes on from there, and it is read out. */
export function FocusHeading() {
  const pathname = usePathname()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    const content = document.getElementById('content')
    if (!content) return
    const before = content.querySelector('h1')
    const focus = () => {
      const heading = content.querySelector('h1')
      if (!heading) return false
      const active = document.activeElement
      // Somebody already types, or a dialog is open: nothing is taken from them.
      if (active && active !== document.body && active.closest('[role=dialog],main input,main textarea')) return true
      heading.tabIndex = -1
      heading.focus({ preventScroll: true })
      return true
    }
    if (before && focus()) return
    const observer = new MutationObserver(() => {
      if (focus()) observer.disconnect()
    })
    observer.observe(content, { childList: true, subtree: true })
    const timer = setTimeout(() => observer.disconnect(), WAIT_MS)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [pathname])
  return null
}

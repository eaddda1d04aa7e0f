'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { isTyping, pressed, SEQUENCE_MS } from './keys'
import type { NavItem } from './nav'

/** Acts on the keys of the registry, wherever nobody types. */
export function KeyHandler({ nav, onMap }: { nav: readonly NavItem[]; onMap: () => void }) {
  const router = useRouter()
  const now = useRef({ nav, onMap })
  useEffect(() => {
    now.current = { nav, onMap }
  })
  useEffect(() => {
    let pending: string | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const act = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return
      if (isTyping(event.target)) return
      const next = pressed(pending, event.key)
      clearTimeout(timer)
      pending = next.pending
      if (pending !== null) {
        timer = setTimeout(() => {
          pending = null
        }, SEQUENCE_MS)
      }
      const { entry } = next
      if (!entry) return
      if (entry.id === 'map') {
        event.preventDefault()
        now.current.onMap()
        return
      }
      if (entry.id === 'search') {
        const field = document.querySelector<HTMLInputElement>('main input[type=search]')
        if (!field) return
        event.preventDefault()
        field.focus()
        return
      }
      const item = now.current.nav.find((each) => each.id === entry.page)
      if (!item) return
      event.preventDefault()
      router.push(item.href)
    }
    document.addEventListener('keydown', act)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', act)
    }
  }, [router])
  return null
}

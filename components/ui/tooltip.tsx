'use client'

import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { Slot } from './slot'

interface TooltipProps {
  text: string
  /** One element; it must be reachable by keyboard if the text says something that stands nowhere else. */
  children: ReactNode
}

/** Says a few words about one element on hover and focus. Tables may hold thousands: it costs one attribute. */
export function Tooltip({ text, children }: TooltipProps) {
  return <Slot data-hint={text}>{children}</Slot>
}

interface Shown {
  text: string
  anchor: Element
}

/** The cell or line whose text does not fit it: its hint is the whole of it. */
function cutOff(target: Element | null): Element | null {
  const box = target?.closest('.truncate, td, th') ?? null
  return box !== null && box.scrollWidth > box.clientWidth + 1 ? box : null
}

/**
 * Draws the one tooltip of the page, for whatever carries `data-hint` under the pointer or the focus, and for names
 * that are cut off.
 */
export function TooltipProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown | null>(null)
  const tip = useRef<HTMLDivElement>(null)
  const id = useId()

  useEffect(() => {
    const show = (event: Event) => {
      const target = event.target instanceof Element ? event.target : null
      if (target && tip.current?.contains(target)) return
      const hinted = target?.closest('[data-hint]')
      const anchor = hinted ?? cutOff(target)
      const text = hinted ? hinted.getAttribute('data-hint') : anchor?.textContent
      setShown(anchor && text ? { text, anchor } : null)
    }
    const hide = () => setShown(null)
    const hideOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide()
    }
    document.addEventListener('pointerover', show)
    document.addEventListener('focusin', show)
    document.addEventListener('focusout', hide)
    document.addEventListener('pointerdown', hide)
    document.addEventListener('keydown', hideOnEscape)
    document.addEventListener('scroll', hide, true)
    document.documentElement.addEventListener('pointerleave', hide)
    return () => {
      document.removeEventListener('pointerover', show)
      document.removeEventListener('focusin', show)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('pointerdown', hide)
      document.removeEventListener('keydown', hideOnEscape)
      document.removeEventListener('scroll', hide, true)
      document.documentElement.removeEventListener('pointerleave', hide)
    }
  }, [])

  useLayoutEffect(() => {
    const element = tip.current
    if (!element || !shown) return
    const anchor = shown.anchor.getBoundingClientRect()
    const own = element.getBoundingClientRect()
    const left = Math.min(Math.max(4, anchor.left + anchor.width / 2 - own.width / 2), innerWidth - own.width - 4)
    const top = anchor.top - own.height - 4 >= 4 ? anchor.top - own.height - 4 : anchor.bottom + 4
    element.style.left = `${left}px`
    element.style.top = `${top}px`
    if (shown.anchor.hasAttribute('aria-describedby') || shown.anchor.getAttribute('aria-label') === shown.text) return
    shown.anchor.setAttribute('aria-describedby', element.id)
    return () => shown.anchor.removeAttribute('aria-describedby')
  }, [shown])

  return (
    <>
      {children}
      {shown && (
        <div
          ref={tip}
          id={id}
          role="tooltip"
          className="fixed top-0 left-0 z-[70] max-w-90 rounded-sm bg-ink px-1.5 py-px text-micro wrap-anywhere text-background"
        >
          {shown.text}
        </div>
      )}
    </>
  )
}

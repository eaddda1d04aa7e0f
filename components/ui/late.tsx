'use client'

import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type Ref,
  use,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { Slot } from './slot'

/** Code that no page needs before somebody reaches for it. */
export interface LateCode<Code> {
  /** Asks for it; a failed attempt is repeated with the next call. */
  fetch: () => void
  loaded: () => Code | null
  subscribe: (listener: () => void) => () => void
}

export function lateCode<Code>(load: () => Promise<Code>): LateCode<Code> {
  let code: Code | null = null
  let pending = false
  const listeners = new Set<() => void>()
  return {
    fetch: () => {
      if (code !== null || pending) return
      pending = true
      load().then(
        (got) => {
          code = got
          for (const listener of listeners) listener()
        },
        // Without the network nothing opens; the next press asks again.
        () => {
          pending = false
        },
      )
    },
    loaded: () => code,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

interface Handlers {
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void
  onPointerDown?: (event: PointerEvent<HTMLButtonElement>) => void
  onKeyDown?: (event: KeyboardEvent<HTMLButtonElement>) => void
}

interface LateState {
  open: boolean
  setOpen: (open: boolean) => void
  wanted: boolean
  want: () => void
  triggers: Set<HTMLElement>
  /** The trigger that was used last. */
  used: { current: HTMLElement | null }
  /** Radix's own, from the moment on at which its code is there. */
  handlers: { current: Handlers | null }
  /** A press that came before the code: repeated as soon as it is there. */
  early: { current: (() => void) | null }
}

const LateContext = createContext<LateState | null>(null)

function useLateState(): LateState {
  const state = use(LateContext)
  if (!state) throw new Error('a trigger or a panel stands outside of its root')
  return state
}

export interface LateRootProps {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: ReactNode
}

/** Round a trigger and the panel it opens, whose code is fetched when the trigger is hovered, focused or pressed. */
export function LateRoot({ open: given, onOpenChange, children }: LateRootProps) {
  const [own, setOwn] = useState(false)
  const [wanted, setWanted] = useState(false)
  const open = given ?? own
  const latest = useRef(onOpenChange)
  useLayoutEffect(() => {
    latest.current = onOpenChange
  })
  const [fixed] = useState(() => ({
    setOpen: (next: boolean) => {
      setOwn(next)
      latest.current?.(next)
    },
    want: () => setWanted(true),
    triggers: new Set<HTMLElement>(),
    used: { current: null },
    handlers: { current: null },
    early: { current: null },
  }))
  const state = useMemo(() => ({ ...fixed, open, wanted }), [fixed, open, wanted])
  return <LateContext value={state}>{children}</LateContext>
}

interface LateTriggerProps extends ComponentProps<'button'> {
  /** The child is the button. */
  asChild?: boolean
  /** What opens: a click, or as menus and selects do a press of the mouse and the arrow keys. */
  opensOn: 'click' | 'press'
}

const PRESS_KEYS = ['Enter', ' ', 'ArrowDown', 'ArrowUp']

/** The button. It stands from the first picture on and hands what happens to it to Radix once that is there. */
export function LateTrigger({ asChild, opensOn, ...props }: LateTriggerProps) {
  const { open, want, triggers, used, handlers, early } = useLateState()
  const pointer = useRef('')
  const Button = asChild ? Slot : 'button'
  const later = (event: { currentTarget: HTMLElement }, again: (element: HTMLElement) => void) => {
    const element = event.currentTarget
    early.current = () => again(element)
    want()
  }
  return (
    <Button
      {...(asChild ? {} : { type: 'button' })}
      aria-expanded={open}
      data-state={open ? 'open' : 'closed'}
      {...props}
      ref={(element: HTMLButtonElement | null) => {
        if (!element) return
        triggers.add(element)
        return () => void triggers.delete(element)
      }}
      onPointerEnter={(event: PointerEvent<HTMLButtonElement>) => {
        props.onPointerEnter?.(event)
        want()
      }}
      onFocus={(event: React.FocusEvent<HTMLButtonElement>) => {
        props.onFocus?.(event)
        want()
      }}
      onPointerDown={(event: PointerEvent<HTMLButtonElement>) => {
        used.current = event.currentTarget
        pointer.current = event.pointerType
        props.onPointerDown?.(event)
        if (handlers.current) return handlers.current.onPointerDown?.(event)
        if (opensOn !== 'press' || event.pointerType !== 'mouse' || event.button !== 0 || event.ctrlKey) return
        later(event, (element) =>
          element.dispatchEvent(
            new window.PointerEvent('pointerdown', {
              bubbles: true,
              cancelable: true,
              button: 0,
              pointerType: 'mouse',
            }),
          ),
        )
      }}
      onKeyDown={(event: KeyboardEvent<HTMLButtonElement>) => {
        used.current = event.currentTarget
        props.onKeyDown?.(event)
        if (handlers.current) return handlers.current.onKeyDown?.(event)
        const { key } = event
        if (opensOn !== 'press' || !PRESS_KEYS.includes(key)) return
        event.preventDefault()
        later(event, (element) =>
          element.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
        )
      }}
      onClick={(event: MouseEvent<HTMLButtonElement>) => {
        used.current = event.currentTarget
        props.onClick?.(event)
        if (handlers.current) return handlers.current.onClick?.(event)
        if (opensOn === 'click') later(event, (element) => element.click())
        // A finger: menus open as it touches, selects as it leaves.
        else if (pointer.current !== 'mouse')
          later(event, (element) => {
            element.dispatchEvent(
              new window.PointerEvent('pointerdown', {
                bubbles: true,
                cancelable: true,
                button: 0,
                pointerType: pointer.current || 'touch',
              }),
            )
            if (element.getAttribute('aria-expanded') !== 'true') element.click()
          })
      }}
    />
  )
}

/** The code once it is wanted and there; and what the root of a panel takes. */
export function useLate<Code>(code: LateCode<Code>): {
  code: Code | null
  root: { open: boolean; onOpenChange: (open: boolean) => void }
} {
  const { open, setOpen, wanted } = useLateState()
  const needed = wanted || open
  useEffect(() => {
    if (needed) code.fetch()
  }, [needed, code])
  const loaded = useSyncExternalStore(code.subscribe, () => (needed ? code.loaded() : null), nothing)
  // A controlled panel that was closed again keeps its code: what it draws while it goes is Radix's.
  const [seen, setSeen] = useState(false)
  if (loaded !== null && !seen) setSeen(true)
  return { code: seen ? code.loaded() : loaded, root: { open, onOpenChange: setOpen } }
}

const nothing = () => null

interface StandInProps extends Handlers {
  id?: string
  'aria-controls'?: string
  ref?: Ref<HTMLElement>
}

/** Child of Radix's trigger (`asChild`): gives Radix the button that was there before, and that button what Radix answers. */
export function StandIn(props: StandInProps) {
  const { triggers, used, handlers, early } = useLateState()
  const { ref, id, 'aria-controls': controls } = props
  const latest = useRef(ref)
  const [element] = useState(
    () => used.current ?? [...triggers].find((trigger) => trigger.getClientRects().length > 0) ?? null,
  )

  useLayoutEffect(() => {
    handlers.current = props
    latest.current = ref
  })
  useLayoutEffect(() => {
    const give = latest.current
    const taken = typeof give === 'function' ? give(element) : undefined
    if (give && typeof give === 'object') give.current = element
    return () => {
      if (typeof taken === 'function') taken()
      else if (typeof give === 'function') give(null)
      else if (give) give.current = null
    }
  }, [element])
  useLayoutEffect(() => {
    if (!element) return
    if (id !== undefined && element.id === '') element.id = id
    if (controls === undefined) element.removeAttribute('aria-controls')
    else element.setAttribute('aria-controls', controls)
  }, [element, id, controls])
  useEffect(() => {
    // Not before Radix listens, which its outer parts do after this one.
    const timer = setTimeout(() => {
      const press = early.current
      early.current = null
      press?.()
    }, 0)
    return () => {
      clearTimeout(timer)
      handlers.current = null
    }
  }, [early, handlers])
  return null
}

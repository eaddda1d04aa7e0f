import { Children, cloneElement, type HTMLAttributes, type ReactElement, type ReactNode, type Ref } from 'react'
import { cn } from './cn'

type Props = Record<string, unknown>

interface SlotProps extends HTMLAttributes<HTMLElement> {
  ref?: Ref<HTMLElement> | undefined
  children?: ReactNode
}

/** Gives look and behaviour to its one child: the child's own attributes win, handlers of both are called, its own first. */
export function Slot({ children, ref, ...given }: SlotProps) {
  const child = Children.only(children) as ReactElement<Props>
  const own = child.props
  const merged: Props = { ...given, ...own }
  for (const [name, handler] of Object.entries(given)) {
    const its = own[name]
    if (/^on[A-Z]/.test(name) && typeof handler === 'function' && typeof its === 'function') {
      merged[name] = (...args: unknown[]) => {
        its(...args)
        handler(...args)
      }
    }
  }
  if (given.className !== undefined) merged.className = cn(given.className, own.className as string | undefined)
  if (given.style !== undefined) merged.style = { ...given.style, ...(own.style as object | undefined) }
  if (ref) merged.ref = own.ref ? both(own.ref as Ref<HTMLElement>, ref) : ref
  return cloneElement(child, merged)
}

function both(...refs: readonly Ref<HTMLElement>[]) {
  return (element: HTMLElement | null) => {
    const undo = refs.map((ref) => {
      if (typeof ref !== 'function') {
        if (ref) ref.current = element
        return () => {
          if (ref) ref.current = null
        }
      }
      const ended = ref(element)
      return typeof ended === 'function' ? ended : () => ref(null)
    })
    return () => {
      for (const end of undo) end()
    }
  }
}

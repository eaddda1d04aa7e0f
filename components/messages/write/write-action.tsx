'use client'

import type { ReactNode } from 'react'
import { useMayChange } from '@/components/layout/use-may-change'
import { Button } from '@/components/ui/button'

interface WriteActionProps {
  label: string
  icon: ReactNode
  onOpen: () => void
  small?: boolean
}

/** A button to something that changes the cluster; where that is refused it stays in sight and says why. */
export function WriteAction({ label, icon, onOpen, small }: WriteActionProps) {
  const refused = useMayChange()
  return (
    <Button
      size={small ? 'sm' : 'default'}
      aria-haspopup="dialog"
      {...(refused === null ? { onClick: onOpen } : { 'aria-disabled': true, 'data-hint': refused })}
    >
      {icon}
      {label}
    </Button>
  )
}

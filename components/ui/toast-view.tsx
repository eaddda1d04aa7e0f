'use client'

import { Check, Info, OctagonX, TriangleAlert, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Toaster as Sonner, toast } from 'sonner'

type Show = (tone: 'success' | 'warning' | 'error', text: string, options?: Parameters<typeof toast.success>[1]) => void

const show: Show = (tone, text, options) => {
  toast[tone](text, options)
}

/** The stack of toasts itself, loaded with the first one. */
export function ToastView({ onReady }: { onReady: (show: Show | null) => void }) {
  const t = useTranslations('common')
  useEffect(() => {
    onReady(show)
    return () => onReady(null)
  }, [onReady])
  return (
    <Sonner
      position="bottom-right"
      mobileOffset={{ bottom: 68 }}
      closeButton
      style={{ fontFamily: 'var(--font-sans)' }}
      icons={{
        success: <Check className="size-3.5 text-ok" strokeWidth={2} />,
        warning: <TriangleAlert className="size-3.5 text-warn" strokeWidth={2} />,
        error: <OctagonX className="size-3.5 text-danger" strokeWidth={2} />,
        info: <Info className="size-3.5 text-ink-3" strokeWidth={2} />,
        close: <X className="size-3.5" />,
      }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: t('close'),
        classNames: {
          toast:
            'relative flex min-h-9 w-[var(--width)] items-center gap-2 rounded-md bg-raised py-1.5 pr-9 pl-3 text-body text-ink shadow-pop',
          icon: 'flex flex-none items-center',
          content: 'min-w-0 flex-1',
          title: 'font-[inherit]',
          description: 'text-small text-ink-2',
          actionButton: 'text-link hover:underline whitespace-nowrap',
          cancelButton: 'text-ink-2 hover:underline whitespace-nowrap',
          closeButton: 'absolute top-2.5 right-2.5 text-ink-3 hover:text-ink',
        },
      }}
    />
  )
}

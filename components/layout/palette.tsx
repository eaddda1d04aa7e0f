'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Dialog, DialogTrigger } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { ModalFrame, ModalTitle } from '@/components/ui/modal'
import { barButton } from './bar-button'
import type { ClusterChoice } from './cluster-switch'
import { keyName } from './keys'
import type { NavItem } from './nav'
import { useIsMac } from './use-is-mac'

// Fetched when it is first wanted: most pages are read without it.
const load = () => import('@/components/palette/palette-panel')
const Panel = lazy(() => load().then((module) => ({ default: module.PalettePanel })))

interface PaletteProps {
  cluster: string | null
  clusters: readonly ClusterChoice[]
  nav: readonly NavItem[]
  /** Opens the key map. */
  onKeys: () => void
}

/** The field in the bar (a button on a phone), and the panel that ⌘K or Ctrl-K opens: everything by name. */
export function Palette(props: PaletteProps) {
  const t = useTranslations('palette')
  const isMac = useIsMac()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')

  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      setOpen((was) => !was)
    }
    document.addEventListener('keydown', toggle)
    return () => document.removeEventListener('keydown', toggle)
  }, [])

  const change = (next: boolean) => {
    setOpen(next)
    if (next) setText('')
  }
  const preload = () => void load().catch(() => {})
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger
        onPointerEnter={preload}
        onFocus={preload}
        className="ml-3 flex h-7 min-w-0 flex-[0_1_440px] items-center gap-2 rounded-md border border-bezel-line bg-bezel-2 pr-1.5 pl-2.25 text-bezel-text-2 hover:text-bezel-text focus-visible:outline-bezel-accent max-mid:flex-[0_1_200px] max-desk:hidden"
      >
        <Search className="size-3.5 flex-none stroke-[1.6]" aria-hidden="true" />
        <span className="min-w-0 flex-1 truncate text-left">
          {t(props.cluster === null ? 'triggerHome' : 'trigger')}
        </span>
        <Kbd className="border-bezel-line bg-bezel text-bezel-text-2 max-mid:hidden">{keyName('Mod+K', isMac)}</Kbd>
      </DialogTrigger>
      <DialogTrigger className={`${barButton} desk:hidden`} aria-label={t('triggerShort')}>
        <Search className="size-4 stroke-[1.6]" aria-hidden="true" />
      </DialogTrigger>
      <ModalFrame
        aria-describedby={undefined}
        className="fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[calc(100vw-24px)] max-w-140 -translate-x-1/2 flex-col rounded-lg bg-raised shadow-dlg outline-none max-desk:top-2 max-desk:max-h-[calc(100dvh-16px)]"
      >
        <ModalTitle className="sr-only">{t('title')}</ModalTitle>
        <Suspense fallback={<Field text={text} onText={setText} />}>
          <Panel {...props} text={text} onText={setText} onDone={() => setOpen(false)} />
        </Suspense>
      </ModalFrame>
    </Dialog>
  )
}

/** Takes what is typed while the panel's code is on its way. */
function Field({ text, onText }: { text: string; onText: (text: string) => void }) {
  const t = useTranslations('palette')
  return (
    <div className="flex h-10 items-center gap-2 px-3">
      <Search className="size-3.5 flex-none stroke-[1.6] text-ink-3" aria-hidden="true" />
      <input
        // biome-ignore lint/a11y/noAutofocus: the panel was opened to type
        autoFocus
        aria-label={t('title')}
        value={text}
        onChange={(event) => onText(event.target.value)}
        className="min-w-0 flex-1 bg-transparent outline-none"
      />
    </div>
  )
}

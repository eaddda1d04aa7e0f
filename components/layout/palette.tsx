'use client'

import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import { useEffect, useState } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { type NavItem, nounIcons } from './nav'

/** The field in the bar, and the panel that ⌘K or Ctrl-K opens: every page by name. */
export function Palette({ nav }: { nav: readonly NavItem[] }) {
  const t = useTranslations('palette')
  const [open, setOpen] = useState(false)

  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      setOpen((was) => !was)
    }
    document.addEventListener('keydown', toggle)
    return () => document.removeEventListener('keydown', toggle)
  }, [])

  if (nav.length === 0) return null
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger className="ml-3 flex h-7 min-w-0 flex-[0_1_440px] items-center gap-2 rounded-md border border-bezel-line bg-bezel-2 pr-1.5 pl-2.25 text-bezel-text-2 hover:text-bezel-text focus-visible:outline-bezel-accent max-mid:flex-[0_1_200px] max-desk:hidden">
        <Search className="size-3.5 flex-none stroke-[1.6]" />
        <span className="min-w-0 flex-1 truncate text-left">{t('trigger')}</span>
        <Kbd className="border-bezel-line bg-bezel text-bezel-text-2 max-mid:hidden">⌘K</Kbd>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-scrim" />
        <Radix.Content
          data-float
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-140 -translate-x-1/2 rounded-lg bg-raised shadow-dlg outline-none"
        >
          <Radix.Title className="sr-only">{t('title')}</Radix.Title>
          <Pages nav={nav} onDone={() => setOpen(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Pages({ nav, onDone }: { nav: readonly NavItem[]; onDone: () => void }) {
  const t = useTranslations('palette')
  const tNav = useTranslations('nav')
  const router = useRouter()
  return (
    <Command loop label={t('title')}>
      <div className="flex h-9 items-center gap-2 border-b border-line-2 px-3">
        <Search className="size-3.5 flex-none stroke-[1.6] text-ink-3" />
        <Command.Input placeholder={t('placeholder')} className="min-w-0 flex-1 bg-transparent outline-none" />
        <Kbd>{t('close')}</Kbd>
      </div>
      <Command.List className="max-h-[60vh] overflow-y-auto py-1">
        <Command.Empty className="px-3 py-2 text-ink-3">{t('none')}</Command.Empty>
        <Command.Group
          heading={t('pages')}
          className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-micro [&_[cmdk-group-heading]]:text-ink-3"
        >
          {nav.map((item) => {
            const Icon = nounIcons[item.id]
            return (
              <Command.Item
                key={item.id}
                value={`${tNav(item.id)} ${item.id}`}
                onSelect={() => {
                  onDone()
                  router.push(item.href)
                }}
                className="flex h-7.5 items-center gap-2.25 px-3 text-ink-2 data-[selected=true]:bg-brand-soft data-[selected=true]:text-ink"
              >
                <Icon className="size-3.5 stroke-[1.6]" />
                {tNav(item.id)}
              </Command.Item>
            )
          })}
        </Command.Group>
      </Command.List>
      <div className="flex gap-4 border-t border-line px-3 py-1.75 text-small text-ink-3">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('move')}
        </span>
        <span>
          <Kbd>↵</Kbd> {t('open')}
        </span>
      </div>
    </Command>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { type KeyEntry, type KeyPlace, keyEntries, keyName } from './keys'
import type { NavItem } from './nav'
import { useIsMac } from './use-is-mac'

interface KeyMapProps {
  nav: readonly NavItem[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

const places: readonly KeyPlace[] = ['everywhere', 'tables', 'inPalette']

/** Every key there is, by where it holds. */
export function KeyMap({ nav, open, onOpenChange }: KeyMapProps) {
  const t = useTranslations('keys')
  const entries = keyEntries.filter((e) => e.page === undefined || nav.some((item) => item.id === e.page))
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t('title')} className="max-w-170">
        <div className="grid gap-x-8 gap-y-5 desk:grid-cols-2 desk:grid-rows-[auto_1fr]">
          {places.map((place) => (
            <section key={place} className="desk:first:row-span-2">
              <h3 className="border-b border-line-2 pb-1 text-small font-medium text-ink-2">{t(place)}</h3>
              <dl>
                {entries
                  .filter((e) => e.place === place)
                  .map((entry) => (
                    <div key={entry.id} className="flex min-h-8 items-center gap-3 border-b border-line">
                      <dt className="min-w-0 flex-1 text-ink-2">{t(entry.id)}</dt>
                      <dd>
                        <Keys entry={entry} />
                      </dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  )
}

function Keys({ entry }: { entry: KeyEntry }) {
  const t = useTranslations('keys')
  const isMac = useIsMac()
  return (
    <span className="flex items-center gap-1 text-micro text-ink-3">
      {entry.keys.map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a key is its place (G, then G)
        <span key={index} className="flex items-center gap-1">
          {index > 0 && <span>{t(entry.either ? 'or' : 'then')}</span>}
          <Kbd>{keyName(key, isMac)}</Kbd>
        </span>
      ))}
    </span>
  )
}

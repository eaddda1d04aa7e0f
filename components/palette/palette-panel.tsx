'use client'

import { Command } from 'cmdk'
import { RotateCw, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { ClusterChoice } from '@/components/layout/cluster-switch'
import { keyName } from '@/components/layout/keys'
import type { NavItem } from '@/components/layout/nav'
import { useIsMac } from '@/components/layout/use-is-mac'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Kbd } from '@/components/ui/kbd'
import { matchedParts, nameMatch, searchWords } from '@/lib/domain/name-match'
import type { Entry, EntrySection } from './entry'
import { useFoundSections } from './found-sections'
import { useOwnSections, usePastedSection, useRecentSection } from './own-sections'
import { useSearch } from './use-search'

interface PalettePanelProps {
  cluster: string | null
  clusters: readonly ClusterChoice[]
  nav: readonly NavItem[]
  text: string
  onText: (text: string) => void
  onDone: () => void
  onKeys: () => void
}

/** Finds everything by name: what the cluster has, pages, actions, what was open before; recognises pasted ids. */
export function PalettePanel({ cluster, clusters, nav, text, onText, onDone, onKeys }: PalettePanelProps) {
  const t = useTranslations('palette')
  const router = useRouter()
  const isMac = useIsMac()
  const query = text.trim()
  const words = searchWords(query)
  const pasted = usePastedSection(cluster, query)
  const search = useSearch(cluster, pasted ? '' : query.slice(0, 255))
  const recent = useRecentSection(cluster)
  const foundSections = useFoundSections(cluster, nav, search.found)
  const own = useOwnSections({ cluster, clusters, nav, words, onKeys })
  const sections: EntrySection[] = pasted
    ? [pasted]
    : query === ''
      ? [...recent, ...own]
      : [...(search.pending ? stillMatching(foundSections, words) : foundSections), ...own]
  const entries = sections.flatMap((section) => section.entries)

  // The first entry is chosen until the reader moves; cmdk's own choices do not count as moves.
  const [moved, setMoved] = useState<{ text: string; id: string } | null>(null)
  const moving = useRef(false)
  const active = moved?.text === query && entries.some((e) => e.id === moved.id) ? moved.id : (entries[0]?.id ?? '')
  const byReader = () => {
    moving.current = true
    setTimeout(() => {
      moving.current = false
    }, 0)
  }

  const open = useCallback(
    (entry: Entry, newTab: boolean) => {
      if (newTab && entry.href !== undefined) {
        window.open(entry.href, '_blank', 'noopener')
        return
      }
      onDone()
      if (entry.href !== undefined) router.push(entry.href)
      else entry.run?.()
    },
    [onDone, router],
  )

  // Enter before the answer is there holds for its first entry.
  const [wanted, setWanted] = useState<string | null>(null)
  const first = entries[0]
  const failed = search.error !== null
  useEffect(() => {
    if (wanted === null || search.pending) return
    setWanted(null)
    if (wanted === query && first && !failed) open(first, false)
  }, [wanted, search.pending, failed, query, first, open])

  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    const entry = entries.find((e) => e.id === active)
    if (search.pending && moved?.text !== query) setWanted(query)
    else if (entry) open(entry, event.metaKey || event.ctrlKey)
  }

  return (
    <Command
      label={t('title')}
      shouldFilter={false}
      loop
      value={active}
      onValueChange={(id) => moving.current && setMoved({ text: query, id })}
      onKeyDownCapture={(event) => moves(event) && byReader()}
      onPointerMoveCapture={byReader}
      onKeyDown={onEnter}
      className="flex min-h-0 flex-col"
    >
      <div className="flex h-10 flex-none items-center gap-2 border-b border-line-2 px-3">
        <Search className="size-3.5 flex-none stroke-[1.6] text-ink-3" aria-hidden="true" />
        <Command.Input
          autoFocus
          value={text}
          onValueChange={onText}
          placeholder={t('placeholder')}
          maxLength={4_000}
          className={cn('h-full min-w-0 flex-1 bg-transparent outline-none', pasted && 'mono')}
        />
        <Kbd>{t('close')}</Kbd>
      </div>
      <Command.List className="min-h-0 flex-1 overflow-y-auto py-1" aria-busy={search.pending}>
        {sections.map((section) => (
          <Command.Group
            key={section.id}
            heading={
              <span className="flex justify-between">
                {section.heading}
                {section.count !== undefined && <span className="num">{section.count}</span>}
              </span>
            }
            className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-micro [&_[cmdk-group-heading]]:text-ink-3"
          >
            {section.entries.map((entry) => (
              <Command.Item
                key={entry.id}
                value={entry.id}
                onClickCapture={(event) => {
                  event.stopPropagation()
                  open(entry, event.metaKey || event.ctrlKey)
                }}
                onAuxClick={(event) => event.button === 1 && open(entry, true)}
                className="group flex min-h-7.5 items-center gap-2.25 px-3 text-ink-2 data-[selected=true]:bg-brand-soft data-[selected=true]:text-ink max-desk:min-h-11"
              >
                <entry.icon className="size-3.5 flex-none stroke-[1.6]" aria-hidden="true" />
                <span className={cn('min-w-0 flex-1 truncate', entry.mono && 'mono')}>
                  <Marked text={entry.label} words={words} />
                </span>
                {entry.note && <span className="num max-w-[50%] flex-none truncate text-ink-3">{entry.note}</span>}
                <Kbd className="hidden group-data-[selected=true]:inline max-desk:group-data-[selected=true]:hidden">
                  ↵
                </Kbd>
              </Command.Item>
            ))}
            {section.foot && <p className="px-3 pt-1.5 pb-2 text-micro leading-4.25 text-ink-2">{section.foot}</p>}
          </Command.Group>
        ))}
        {search.error && (
          // Its button takes Enter itself.
          <div
            role="alert"
            onKeyDown={(event) => event.stopPropagation()}
            className="flex items-center gap-2 px-3 py-2 text-danger"
          >
            <span className="flex-1">{t('failed', { reason: search.error.message })}</span>
            <Button size="sm" onClick={() => void search.retry()}>
              <RotateCw />
              {t('again')}
            </Button>
          </div>
        )}
        {search.pending && entries.length === 0 && <p className="px-3 py-2 text-ink-3">{t('searching')}</p>}
        {!search.pending && !search.error && entries.length === 0 && (
          <div className="px-3 py-2">
            <p className="font-medium">{t('none', { search: query })}</p>
            <p className="text-ink-2">{cluster === null ? t('noneHome') : t('noneBody', { cluster })}</p>
          </div>
        )}
        {search.found && search.found.completeness.answered < search.found.completeness.asked && (
          <p className="px-3 pt-1.5 pb-1 text-micro text-warn">
            {t('partial', { answered: search.found.completeness.answered, asked: search.found.completeness.asked })}
          </p>
        )}
      </Command.List>
      <div className="flex flex-none gap-4 border-t border-line px-3 py-1.75 text-small text-ink-3 max-desk:hidden">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('move')}
        </span>
        <span>
          <Kbd>↵</Kbd> {t('open')}
        </span>
        <span>
          <Kbd>{keyName('Mod+↵', isMac)}</Kbd> {t('newTab')}
        </span>
      </div>
    </Command>
  )
}

/** Whether a key moves the choice: a letter typed does not, though cmdk then chooses anew. */
function moves({ key, ctrlKey }: KeyboardEvent): boolean {
  return ['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key) || (ctrlKey && ['n', 'p', 'j'].includes(key))
}

/** Of the last answer, what the newer text still matches: nothing else may stand under the reader's Enter. */
function stillMatching(sections: readonly EntrySection[], words: readonly string[]): EntrySection[] {
  return sections
    .map((section) => ({
      ...section,
      count: undefined,
      entries: section.entries.filter((entry) => nameMatch(entry.label, words) !== null),
    }))
    .filter((section) => section.entries.length > 0)
}

/** The text with what matched in bold. */
function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const parts = matchedParts(text, words)
  if (parts.length === 0) return text
  let from = 0
  const pieces = parts.map(([start, end]) => {
    const piece = (
      <span key={start}>
        {text.slice(from, start)}
        <b className="font-semibold text-ink">{text.slice(start, end)}</b>
      </span>
    )
    from = end
    return piece
  })
  return (
    <>
      {pieces}
      {text.slice(from)}
    </>
  )
}

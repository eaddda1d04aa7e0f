'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Input } from '@/components/ui/input'
import { saveFile } from '@/components/ui/save-file'
import { filterThreads, parseThreadDump } from './thread-dump'

/** More would cost seconds to draw, and nobody reads them: the filter and the file do better. */
const SHOWN = 100

/** A thread dump by thread, searchable; the whole text to copy or keep. */
export function ThreadDump({ text, name }: { text: string; name: string }) {
  const t = useTranslations('group')
  const [search, setSearch] = useState('')
  const threads = useMemo(() => parseThreadDump(text), [text])
  const matching = useMemo(() => filterThreads(threads, search), [threads, search])
  return (
    <div className="grid gap-2 pt-1">
      <div className="flex flex-wrap items-center gap-2">
        {threads.length > 0 && (
          <Input
            type="search"
            aria-label={t('filterThreads')}
            placeholder={t('filterThreads')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onClear={() => setSearch('')}
            className="w-55"
          />
        )}
        <span className="text-small text-ink-3">
          {threads.length > 0 && t('threadsShown', { count: matching.length, total: threads.length })}
        </span>
        <span className="ml-auto inline-flex items-center gap-1">
          <CopyButton text={text} label={t('copyDump')} />
          <Button size="sm" variant="ghost" onClick={() => saveFile(`${name}-threads.txt`, text)}>
            <Download />
            {t('saveDump')}
          </Button>
        </span>
      </div>
      {threads.length === 0 ? (
        <pre className="mono max-h-120 overflow-auto bg-sunken p-3 whitespace-pre-wrap">{text}</pre>
      ) : (
        <ul className="border-t border-line">
          {matching.slice(0, SHOWN).map((thread) => (
            <li key={`${thread.id} ${thread.name}`} className="border-b border-line">
              <details>
                <summary className="flex cursor-pointer items-center gap-3 py-1 hover:bg-hover">
                  <span className="mono min-w-0 flex-1 truncate">{thread.name}</span>
                  <span className="narrow text-small text-ink-3">{thread.state}</span>
                </summary>
                <pre className="mono overflow-x-auto bg-sunken px-3 py-2 leading-4.5">{thread.frames.join('\n')}</pre>
              </details>
            </li>
          ))}
        </ul>
      )}
      {matching.length > SHOWN && (
        <p className="text-small text-ink-3">{t('threadsCut', { count: matching.length - SHOWN })}</p>
      )}
    </div>
  )
}

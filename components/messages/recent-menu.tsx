'use client'

import { History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { RecentList } from './recent-list'

/** The last lookups, from the title row. */
export function RecentMenu({ cluster }: { cluster: string }) {
  const t = useTranslations('messages')
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost">
          <History />
          {t('recent')}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-110 max-w-[calc(100vw-24px)] px-3 py-2">
        <RecentList cluster={cluster} empty={<p className="py-1 text-ink-2">{t('noRecent')}</p>} />
      </PopoverContent>
    </Popover>
  )
}

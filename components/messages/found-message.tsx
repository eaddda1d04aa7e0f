'use client'

import { ArrowLeft, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { PartialBanner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { readMessageByOffset } from '@/lib/contract/messages'
import { MessagePanel } from './message-panel'
import { MessageProblem } from './message-problem'
import { MessageSkeleton } from './message-skeleton'
import { useRecentLookups } from './use-recent-lookups'

export interface MessagePlace {
  cluster: string
  topic: string
  broker: string
  queueId: number
  offset: number
}

/** The message at one place of one queue, beside the list it was chosen from. */
export function FoundMessage({ place, onClose }: { place: MessagePlace; onClose?: () => void }) {
  const t = useTranslations('messages')
  const { cluster, topic, broker, queueId, offset } = place
  const query = useEndpoint(readMessageByOffset, place, { once: true })
  const { remember } = useRecentLookups(cluster)
  const found = query.data !== undefined && !query.isPlaceholderData
  useEffect(() => {
    if (found) remember({ by: 'offset', topic, broker, queueId, offset })
  }, [found, remember, topic, broker, queueId, offset])
  return (
    <>
      {onClose && (
        <p className="flex pb-1.5">
          <Button size="sm" variant="ghost" onClick={onClose} className="-ml-2 wide:hidden">
            <ArrowLeft />
            {t('backToList')}
          </Button>
          <Button
            size="iconSm"
            variant="ghost"
            onClick={onClose}
            aria-label={t('closeMessage')}
            data-hint={t('closeMessage')}
            className="ml-auto max-wide:hidden"
          >
            <X />
          </Button>
        </p>
      )}
      {query.data === undefined ? (
        query.error ? (
          <MessageProblem error={query.error} onRetry={query.refetch} />
        ) : (
          <MessageSkeleton />
        )
      ) : (
        <div aria-busy={query.isPlaceholderData} className={cn(query.isPlaceholderData && 'opacity-60')}>
          <PartialBanner completeness={query.data.completeness} className="mb-3" />
          <MessagePanel
            cluster={cluster}
            message={query.data.item}
            asOf={query.data.asOf}
            onAskAgain={() => void query.refetch({ cancelRefetch: false })}
          />
        </div>
      )}
    </>
  )
}

'use client'

import { History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { useFormat } from '@/components/ui/use-format'
import { useJobs } from './use-jobs'

/** The jobs of a group so far, newest first; the one that is chosen stands at the foot of the page. */
export function JobsMenu({
  cluster,
  group,
  jobId,
  onJob,
}: {
  cluster: string
  group: string
  jobId: number | null
  onJob: (jobId: number) => void
}) {
  const t = useTranslations('jobs')
  const format = useFormat()
  const { data } = useJobs(cluster, group)
  if (!data || data.items.length === 0) return null
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost">
          <History />
          {data.more ? t('jobsMore', { count: data.items.length }) : t('jobs', { count: data.items.length })}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-h-[min(360px,60dvh)] overflow-y-auto">
        <DropdownMenuLabel>{t('resends')}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={String(jobId ?? '')} onValueChange={(value: string) => onJob(Number(value))}>
          {data.items.map((job) => (
            <DropdownMenuRadioItem key={job.id} value={String(job.id)}>
              <span className="num flex-1">{format.dateTime(job.createdAt)?.slice(5)}</span>
              <span className="num">{t('sentCount', { count: job.sent })}</span>
              <span className="min-w-14 text-ink-3">{t(`state.${job.state}`)}</span>
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        {data.more && <DropdownMenuLabel>{t('olderJobs')}</DropdownMenuLabel>}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { ProblemState } from '@/components/layout/answer'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { Skeleton } from '@/components/ui/skeleton'
import { Unknown } from '@/components/ui/unknown'
import type { ApiError } from '@/lib/api/call'
import { canGo, type changesOf, type Origin, othersOf, retryTopicsOf, type Targets, tickOf } from './targets'

type Target = 'group' | 'origin'

interface TargetChoiceProps {
  open: boolean
  onOpen: (open: boolean) => void
  group: string
  targets: { data: Targets | undefined; error: ApiError | null; refetch: () => unknown }
  target: Target
  onTarget: (target: Target) => void
  ticks: ReadonlySet<string>
  onTicks: (ticks: ReadonlySet<string>) => void
  again: boolean
  onAgain: (again: boolean) => void
  changes: ReturnType<typeof changesOf>
  /** Not all of the letters are listed: there may be more topics. */
  partly: boolean
  /** Letters of the list that do not say where they came from. */
  without: number
}

/** Who gets the letters again: only their group, or everybody who reads the topics they came from. */
export function TargetChoice(props: TargetChoiceProps) {
  const { open, onOpen, group, targets, target, onTarget, changes } = props
  const t = useTranslations('deadLetters.target')
  const name = useId()
  const origins = targets.data?.origins ?? []
  return (
    <Popover open={open} onOpenChange={onOpen}>
      <PopoverTrigger asChild>
        <Button aria-label={t('choose', { target: t(target) })}>
          {t(target)}
          <ChevronDown />
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        aria-label={t('title')}
        className="max-h-[min(560px,75dvh)] w-110 max-w-[calc(100vw-24px)] overflow-y-auto p-3"
      >
        <div className="grid gap-3">
          {changes.length > 0 && <Changes changes={changes} />}
          <div role="radiogroup" aria-label={t('title')} className="grid gap-3">
            <Choice
              name={name}
              checked={target === 'group'}
              onChoose={() => onTarget('group')}
              title={t('onlyGroup', { group })}
            >
              {targets.data?.groupExists === false
                ? t('groupGone')
                : origins.length > 0 && t('onlyGroupTo', { topics: retryTopicsOf(origins).join(', ') })}
              {targets.data?.clients === 0 && ` ${t('nobodyConnected')}`}
            </Choice>
            <Choice
              name={name}
              checked={target === 'origin'}
              onChoose={() => onTarget('origin')}
              title={t('originTopics')}
            >
              {t('originTopicsBody')}
            </Choice>
          </div>
          {target === 'origin' && (
            <div className="ml-5.5 grid gap-2">
              {targets.data === undefined ? (
                targets.error ? (
                  <ProblemState error={targets.error} onRetry={targets.refetch} />
                ) : (
                  <Skeleton width="100%" height={40} />
                )
              ) : (
                origins.map((origin) => <OriginTick key={origin.topic} origin={origin} {...props} />)
              )}
              {targets.data !== undefined && origins.length === 0 && <p className="text-ink-2">{t('noOrigins')}</p>}
              {props.partly && <p className="text-small text-ink-3">{t('onlyListed')}</p>}
            </div>
          )}
          {props.without > 0 && <p className="text-small text-ink-3">{t('without', { count: props.without })}</p>}
          <div className="border-t border-line pt-2.5">
            <Checkbox checked={props.again} onChange={props.onAgain}>
              {t('again')}
            </Checkbox>
          </div>
        </div>
      </PopoverContent>
    </Popover>
  )
}

function Choice({
  name,
  checked,
  onChoose,
  title,
  children,
}: {
  name: string
  checked: boolean
  onChoose: () => void
  title: string
  children: ReactNode
}) {
  return (
    <label className="flex items-start gap-2">
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChoose}
        className="mt-0.75 size-3.5 flex-none accent-primary"
      />
      <span className="min-w-0">
        <span className="font-medium wrap-anywhere">{title}</span>
        <span className="block text-small text-ink-2 wrap-anywhere">{children}</span>
      </span>
    </label>
  )
}

/** One topic: who else reads it, and the tick that agrees to that. */
function OriginTick({ origin, group, ticks, onTicks }: { origin: Origin } & TargetChoiceProps) {
  const t = useTranslations('deadLetters.target')
  const tick = tickOf(origin)
  const others = othersOf(origin, group)
  return (
    <div className={cn('min-w-0', !canGo(origin) && 'text-ink-3')}>
      <Checkbox
        checked={ticks.has(tick)}
        disabled={!canGo(origin)}
        onChange={(on) => onTicks(new Set(on ? [...ticks, tick] : [...ticks].filter((each) => each !== tick)))}
      >
        <span className="min-w-0 wrap-anywhere">{t('to', { topic: origin.topic })}</span>
      </Checkbox>
      <p className="ml-5.5 text-small text-ink-2 wrap-anywhere">
        {!origin.exists ? (
          t('topicGone')
        ) : others === null ? (
          <Unknown reason={t('readersUnknown')} />
        ) : others.length === 0 ? (
          t('nobodyElse')
        ) : (
          t('others', { count: others.length, groups: others.join(', ') })
        )}
      </p>
    </div>
  )
}

function Changes({ changes }: { changes: ReturnType<typeof changesOf> }) {
  const t = useTranslations('deadLetters.target')
  return (
    <Banner tone="warning">
      <b className="font-semibold">{t('changed')}</b>
      {changes.map(({ topic, added, gone, vanished }) => (
        <span key={topic} className="block text-small wrap-anywhere">
          {topic}:{' '}
          {[
            added.length > 0 ? t('added', { groups: added.join(', ') }) : null,
            gone.length > 0 ? t('goneGroups', { groups: gone.join(', ') }) : null,
            vanished ? t('topicGone') : null,
          ]
            .filter((part) => part !== null)
            .join('; ')}
        </span>
      ))}
    </Banner>
  )
}

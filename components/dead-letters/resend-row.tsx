'use client'

import { Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import { RateStepper } from '@/components/jobs/rate-stepper'
import { useCommand } from '@/components/layout/use-command'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { useMayChange } from '@/components/layout/use-may-change'
import { messageRowId } from '@/components/messages/message-columns'
import type { MessageRow } from '@/components/messages/message-reader'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Dialog, DialogTrigger } from '@/components/ui/dialog'
import { useFormat } from '@/components/ui/use-format'
import { listResent, readResendTargets, resendDeadLetters } from '@/lib/contract/dead-letters'
import type { InputOf } from '@/lib/contract/endpoint'
import { listJobs } from '@/lib/contract/jobs'
import { originsOf } from './letters'
import { ResendDialog } from './resend-dialog'
import { useTicked } from './select-box'
import type { Selection } from './selection'
import { TargetChoice } from './target-choice'
import { agreed, changesOf, type Origin, tickOf } from './targets'

type Resend = InputOf<typeof resendDeadLetters>

/** So many single messages go into one job; more only as all that match. */
const MOST_SINGLE = 1_000

interface ResendRowProps {
  cluster: string
  group: string
  rows: readonly MessageRow[]
  selection: Selection
  /** Which letters match, as the API takes it. */
  filter: Pick<Resend, 'from' | 'to' | 'tag' | 'text' | 'pattern' | 'property' | 'key' | 'bornHost'>
  /** How many match, in the list or not; null: not known. */
  matching: number | null
  onStarted: (jobId: number) => void
}

/** What is ticked, and sending it again: at which rate, to whom, one button with the count. */
export function ResendRow({ cluster, group, rows, selection, filter, matching, onStarted }: ResendRowProps) {
  const t = useTranslations('deadLetters')
  const format = useFormat()
  const locked = useMayChange()
  const ticked = useTicked(selection)
  const [rate, setRate] = useState(50)
  const [target, setTarget] = useState<'group' | 'origin'>('group')
  const [ticks, setTicks] = useState<ReadonlySet<string>>(new Set())
  const [again, setAgain] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const [asking, setAsking] = useState(false)
  const [changes, setChanges] = useState<ReturnType<typeof changesOf>>([])

  const chosen = useMemo(
    () => (ticked.kind === 'all' ? rows : rows.filter((row) => ticked.ids.has(messageRowId(row)))),
    [ticked, rows],
  )
  const count = ticked.kind === 'all' ? matching : chosen.length
  const any = ticked.kind === 'all' || chosen.length > 0
  const from = useMemo(() => originsOf(chosen), [chosen])
  const targets = useEndpoint(
    readResendTargets,
    { cluster, group, origins: from.topics.join(',') },
    { once: true, enabled: any },
  )
  const origins: readonly Origin[] = targets.data?.origins ?? []
  const resend = useCommand(resendDeadLetters, { refreshes: [listJobs, listResent] })

  const tooMany = ticked.kind === 'some' && chosen.length > MOST_SINGLE
  const notAgreed = target === 'origin' && !agreed(origins, ticks)
  const off =
    locked ??
    (tooMany
      ? t('tooMany', { most: MOST_SINGLE })
      : targets.data?.groupExists === false && target === 'group'
        ? t('groupGoneNoTarget')
        : null)

  const send = () => {
    const input: Resend = {
      cluster,
      group,
      target,
      ratePerSecond: rate,
      again,
      ...(target === 'origin'
        ? { origins: origins.map(({ topic, groups }) => ({ topic, groups: groups ?? [] })) }
        : {}),
      ...(ticked.kind === 'all'
        ? filter
        : {
            messages: chosen.map(({ brokerName, queueId, queueOffset }) => ({
              broker: brokerName,
              queueId,
              offset: queueOffset,
            })),
          }),
    }
    resend.mutate(input, {
      onSuccess: ({ job }) => {
        setAsking(false)
        setChanges([])
        selection.clear()
        onStarted(job.id)
      },
      onError: (error) => {
        if (error.problem?.code === 'confirmation-stale') void lookAgain()
      },
    })
  }
  /** The readers of a topic are not the ones that were agreed to: say who, and ask anew. */
  const lookAgain = async () => {
    const before = origins
    const { data } = await targets.refetch()
    setChanges(changesOf(before, data?.origins ?? []))
    const still = new Set((data?.origins ?? []).map(tickOf))
    setTicks((was) => new Set([...was].filter((tick) => still.has(tick))))
    resend.reset()
    setAsking(false)
    setChoosing(true)
  }
  const open = (next: boolean) => {
    if (next && notAgreed) setChoosing(true)
    else {
      resend.reset()
      setAsking(next)
      if (next) void targets.refetch()
    }
  }
  const listed = () => rows.map(messageRowId)
  const allListed = ticked.kind === 'all' || (rows.length > 0 && chosen.length === rows.length)
  return (
    <div
      className={cn(
        '-mx-2 flex min-h-10 flex-wrap items-center gap-x-2.5 gap-y-1.5 rounded-md px-2 py-1.25 max-desk:mx-0',
        any ? 'bg-brand-soft' : 'bg-sunken',
      )}
    >
      <Checkbox
        checked={allListed ? true : any ? 'indeterminate' : false}
        label={t('selectListed', { count: rows.length })}
        disabled={rows.length === 0}
        onChange={(on) => (on ? selection.only(listed()) : selection.clear())}
        className="-m-1.5 p-1.5"
      />
      <p className="flex min-w-0 flex-wrap items-center gap-x-2.5" aria-live="polite">
        <Words ticked={ticked.kind} count={count} any={any} />
        {ticked.kind === 'all' ? (
          <TextButton onClick={() => selection.only(listed())}>{t('onlyThese', { count: rows.length })}</TextButton>
        ) : (
          rows.length > 0 && (
            <TextButton onClick={() => selection.all()}>
              {matching === null ? t('allMatching') : t('allMatchingOf', { count: matching })}
            </TextButton>
          )
        )}
        {any && <TextButton onClick={() => selection.clear()}>{t('clear')}</TextButton>}
      </p>
      {any && (
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <TargetChoice
            open={choosing}
            onOpen={setChoosing}
            group={group}
            targets={targets}
            target={target}
            onTarget={setTarget}
            ticks={ticks}
            onTicks={setTicks}
            again={again}
            onAgain={setAgain}
            changes={changes}
            partly={ticked.kind === 'all'}
            without={from.without}
          />
          <span className="inline-flex items-center gap-1.5 text-small text-ink-2">
            <span aria-hidden="true">{t('at')}</span>
            <RateStepper rate={rate} onRate={setRate} />
          </span>
          <Dialog open={asking} onOpenChange={open}>
            <DialogTrigger asChild>
              <Button
                variant="default"
                aria-disabled={off !== null}
                data-hint={off ?? (notAgreed ? t('agreeFirst') : undefined)}
                onClick={(event) => {
                  if (off !== null) event.preventDefault()
                }}
              >
                <Send />
                {count === null ? t('resendAll') : t('resendCount', { count: format.count(count) ?? '' })}
              </Button>
            </DialogTrigger>
            <ResendDialog
              group={group}
              count={count}
              rate={rate}
              target={target}
              again={again}
              origins={origins}
              partly={ticked.kind === 'all'}
              without={from.without}
              pending={resend.isPending}
              error={resend.error?.problem?.code === 'confirmation-stale' ? null : resend.error}
              onSend={send}
            />
          </Dialog>
        </div>
      )}
    </div>
  )
}

function Words({ ticked, count, any }: { ticked: 'some' | 'all'; count: number | null; any: boolean }) {
  const t = useTranslations('deadLetters')
  const format = useFormat()
  if (!any) return <span className="text-ink-2">{t('noneSelected')}</span>
  const strong = (text: ReactNode) => <b className="font-semibold">{text}</b>
  if (ticked === 'all')
    return (
      <span className="num">
        {count === null ? t('selectedAll') : t.rich('selectedAllOf', { count: format.count(count) ?? '', b: strong })}
      </span>
    )
  return <span className="num">{t.rich('selected', { count: format.count(count) ?? '', b: strong })}</span>
}

function TextButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className="text-link hover:underline">
      {children}
    </button>
  )
}

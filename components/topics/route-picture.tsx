'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { State } from '@/components/ui/state'
import { useFormat } from '@/components/ui/use-format'
import { Value } from '@/components/ui/value'
import { pages } from '@/lib/url/pages'
import { PermissionText } from './cells'
import { heat, largestRate, type RouteRow } from './route-picture-rows'

/** More queues than this on one broker go on in a second line. */
const QUEUES_A_LINE = 16

const headLook = 'h-7 border-b border-line-2 px-2 text-left text-micro font-normal whitespace-nowrap text-ink-3'
const cellLook = 'border-b border-line px-2 py-1.5 text-left align-middle font-normal'

/** Brokers, their addresses and a field for each queue, the stronger the more goes in. */
export function RoutePicture({ cluster, rows }: { cluster: string; rows: readonly RouteRow[] }) {
  const t = useTranslations('topic')
  const topics = useTranslations('topics')
  const largest = largestRate(rows)
  const most = Math.max(1, ...rows.map((row) => row.cells.length))
  const columns = Math.min(most, QUEUES_A_LINE)
  const grid = { gridTemplateColumns: `repeat(${columns}, minmax(30px, 1fr))` }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="relative overflow-x-auto" aria-label={t('route')} tabIndex={0}>
      <table className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className={cn(headLook, 'pl-0')}>
              {t('broker')}
            </th>
            <th scope="col" className={cn(headLook, 'max-desk:hidden')}>
              {t('addresses')}
            </th>
            <th scope="col" className={cn(headLook, 'max-desk:hidden')}>
              {t('permission')}
            </th>
            <th scope="col" className={cn(headLook, 'px-0')} style={{ minWidth: columns * 26 }}>
              {most > QUEUES_A_LINE ? (
                <span className="px-1">{t('queuesFrom0', { last: most - 1 })}</span>
              ) : (
                <span className="grid gap-0.5 text-center" style={grid}>
                  <span className="sr-only">{t('queues')}</span>
                  {Array.from({ length: columns }, (_, queueId) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the index is the queue's id
                    <span key={queueId} aria-hidden="true">
                      q{queueId}
                    </span>
                  ))}
                </span>
              )}
            </th>
            <th scope="col" className={cn(headLook, 'pr-0 text-right')}>
              {topics('inRate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.brokerName}>
              <th scope="row" className={cn(cellLook, 'pl-0 font-medium whitespace-nowrap')}>
                <Link href={pages.broker(cluster, row.brokerName)} className="text-ink" prefetch={false}>
                  {row.brokerName}
                </Link>
                <span className="block desk:hidden">
                  <RouteState row={row} />
                </span>
              </th>
              <td className={cn(cellLook, 'max-desk:hidden')}>
                <Addresses row={row} />
              </td>
              <td className={cn(cellLook, 'whitespace-nowrap max-desk:hidden')}>
                {row.queues && <PermissionText permission={row.queues.permission} />}
                <span className="block empty:hidden">
                  <RouteState row={row} />
                </span>
              </td>
              <td className={cn(cellLook, 'border-b-0 px-0 py-px')}>
                <ol className="grid min-h-11 gap-0.5" style={grid}>
                  {row.cells.map((queue) => (
                    <QueueField key={queue.queueId} queue={queue} largest={largest} roomy={columns <= 4} />
                  ))}
                </ol>
              </td>
              <td className={cn(cellLook, 'pr-0 text-right font-medium')}>
                <BrokerRate row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function BrokerRate({ row }: { row: RouteRow }) {
  const t = useTranslations('topic')
  const queue = row.cells[0]
  const reason = queue?.stale
    ? t('brokerSilent', { broker: row.brokerName })
    : queue && queue.fromReplica !== null
      ? t('rateOfReplica', { id: queue.fromReplica })
      : t('noSecondSample')
  return <Value value={row.inTps.value} atLeast={row.inTps.atLeast} as="rate" reason={reason} />
}

/** `roomy`: the word for unknown fits. */
function QueueField({ queue, largest, roomy }: { queue: RouteRow['cells'][number]; largest: number; roomy: boolean }) {
  const t = useTranslations('topic')
  const truth = useTranslations('truth')
  const format = useFormat()
  const strength = heat(queue.inTps, largest)
  const rate = format.rate(queue.inTps)
  const label = rate === null ? t('queueUnknown', { id: queue.queueId }) : t('queueRate', { id: queue.queueId, rate })
  return (
    <li
      data-hint={label}
      className={cn(
        'relative grid min-h-5.5 place-items-center overflow-hidden bg-sunken text-small',
        rate === null && 'hatch',
      )}
    >
      {strength !== null && (
        <i aria-hidden="true" className="absolute inset-0 bg-in" style={{ opacity: 0.05 + strength * 0.17 }} />
      )}
      <span className="sr-only">{label}</span>
      <span
        aria-hidden="true"
        className={cn('num relative font-medium', (queue.inTps === 0 || rate === null) && 'font-normal text-ink-3')}
      >
        {rate ?? (roomy ? truth('unknown') : '?')}
      </span>
    </li>
  )
}

/** The exception of a broker on this route. */
export function RouteState({ row }: { row: RouteRow }) {
  const t = useTranslations('topic')
  if (row.masterDown) return <State tone="danger">{t('masterDown')}</State>
  if (row.queues === null) return <State tone="warning">{t('notInRoute')}</State>
  return null
}

/** `0 10.12.4.21:10911`, one line each; struck: it is down. */
export function Addresses({ row }: { row: RouteRow }) {
  const t = useTranslations('topic')
  return (
    <ul className="mono leading-4.25">
      {row.addresses.map((each) => (
        <li
          key={each.brokerId}
          data-hint={each.inRoute ? undefined : t('addressNotInRoute')}
          className={cn('whitespace-nowrap text-ink-2', each.brokerId !== '0' && 'text-ink-3')}
        >
          <span className={cn(each.state === 'down' && 'line-through decoration-danger-fill')}>
            {each.brokerId} {each.address}
          </span>
          {each.state === 'down' && <span className="sr-only"> {t('down')}</span>}
        </li>
      ))}
    </ul>
  )
}

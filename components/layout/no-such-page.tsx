'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { PageTitle } from '@/components/ui/page-title'
import { EmptyState } from '@/components/ui/states'
import { readAbout } from '@/lib/contract/clusters'
import { nameFromPage } from '@/lib/url/name'
import { pages } from '@/lib/url/pages'
import { useEndpoint } from './use-endpoint'

const MOST_SHOWN = 200

/** An address that names nothing: what of it is wrong, and where to go on. */
export function NoSuchPage() {
  const t = useTranslations('error')
  const pathname = usePathname()
  const about = useEndpoint(readAbout, {}, { once: true })
  const typed = nameFromPage(/^\/c\/([^/]*)/.exec(pathname)?.[1] ?? '')
  const clusters = about.data?.clusters
  const known = clusters?.find(({ id }) => id === typed)
  const isClusterWrong = typed !== '' && clusters !== undefined && known === undefined
  return (
    <>
      <PageTitle title={isClusterWrong ? t('noSuchCluster') : t('notFoundTitle')} />
      <EmptyState
        title={<span className="mono wrap-anywhere">{shortened(isClusterWrong ? typed : pathname)}</span>}
        action={
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {known && <PagesOf cluster={known.id} />}
            {isClusterWrong &&
              clusters.map(({ id, name }) => (
                <li key={id}>
                  <Link href={pages.overview(id)}>{name}</Link>
                </li>
              ))}
            <li>
              <Link href={pages.home()}>{t('toStart')}</Link>
            </li>
          </ul>
        }
      >
        {isClusterWrong ? t('noSuchClusterBody', { count: clusters.length }) : t('notFoundBody')}
      </EmptyState>
    </>
  )
}

/** An address whose escapes cannot be read, so that nobody knows what was meant. */
export function BadAddress({ cluster, typed }: { cluster: string | null; typed: string }) {
  const t = useTranslations('error')
  return (
    <>
      <PageTitle title={t('badAddressTitle')} />
      <EmptyState
        title={<span className="mono wrap-anywhere">{shortened(typed)}</span>}
        action={
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {cluster !== null && <PagesOf cluster={cluster} />}
            <li>
              <Link href={pages.home()}>{t('toStart')}</Link>
            </li>
          </ul>
        }
      >
        {t('badAddressBody')}
      </EmptyState>
    </>
  )
}

function PagesOf({ cluster }: { cluster: string }) {
  const t = useTranslations('nav')
  const links = [
    ['overview', pages.overview(cluster)],
    ['topics', pages.topics(cluster)],
    ['groups', pages.groups(cluster)],
    ['messages', pages.messages(cluster)],
    ['deadLetters', pages.deadLetters(cluster)],
  ] as const
  return links.map(([id, href]) => (
    <li key={id}>
      <Link href={href}>{t(id)}</Link>
    </li>
  ))
}

const shortened = (text: string) => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text)

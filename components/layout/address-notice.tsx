'use client'

import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { unreadParams } from '@/lib/url/unread-params'

const MOST_SHOWN = 60

/** Says which parts of a hand-typed address were not understood, and gives the address without them. */
export function AddressNotice({ parsers }: { parsers: Parameters<typeof unreadParams>[1] }) {
  const t = useTranslations('error')
  const pathname = usePathname()
  const search = useSearchParams()
  const unread = unreadParams(search.entries(), parsers)
  if (unread.length === 0) return null
  const rest = new URLSearchParams(
    [...search].filter(([name]) => !unread.some((each) => each.name === name)),
  ).toString()
  return (
    <Banner
      tone="info"
      className="mb-3"
      action={
        <Link href={rest === '' ? pathname : `${pathname}?${rest}`} replace>
          {t('cleanAddress')}
        </Link>
      }
    >
      {t('unreadAddress')}{' '}
      <span className="mono wrap-anywhere">
        {unread
          .map(({ name, value }) => `${name}=${value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value}`)
          .join(', ')}
      </span>
    </Banner>
  )
}

'use client'

import { Link2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { buttonVariants } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'

/** The address of a message: to follow, and to copy whole. */
export function CopyLink({ href, small }: { href: string; small?: boolean }) {
  const t = useTranslations('message')
  const origin = useSyncExternalStore(
    neverChanges,
    () => window.location.origin,
    () => '',
  )
  return (
    <span className="inline-flex">
      <Link
        href={href}
        className={cn(buttonVariants({ size: small ? 'sm' : 'default' }), 'rounded-r-none border-r-0 pr-1 text-ink')}
      >
        <Link2 />
        {t('link')}
      </Link>
      <CopyButton
        text={origin + href}
        label={t('copyLink')}
        className={cn('rounded-l-none border-line-2 border-l-0 bg-raised', !small && 'h-[var(--control)]')}
      />
    </span>
  )
}

const neverChanges = () => () => {}

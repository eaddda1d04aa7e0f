import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

export default function NotFound() {
  const t = useTranslations('error')
  return (
    <main className="mx-auto max-w-120 px-5 py-16">
      <h1 className="text-title font-semibold">{t('notFoundTitle')}</h1>
      <p className="pt-1 pb-4 text-ink-2">{t('notFoundBody')}</p>
      <Button asChild>
        <Link href="/">{t('toStart')}</Link>
      </Button>
    </main>
  )
}

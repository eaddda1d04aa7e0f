'use client'

import { ChevronDown, Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { exportDeadLetters } from '@/lib/contract/dead-letters'
import { type InputOf, urlOf } from '@/lib/contract/endpoint'

/** All letters of the range with their bodies, as a file that the browser writes while it comes. */
export function ExportMenu({ input }: { input: Omit<InputOf<typeof exportDeadLetters>, 'format'> }) {
  const t = useTranslations('deadLetters')
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Download />
          {t('export')}
          <ChevronDown />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>{t('exportAll')}</DropdownMenuLabel>
        {(['jsonl', 'csv'] as const).map((format) => (
          <DropdownMenuItem key={format} asChild>
            <a href={urlOf(exportDeadLetters, { ...input, format })} download>
              {t(`exportAs.${format}`)}
            </a>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

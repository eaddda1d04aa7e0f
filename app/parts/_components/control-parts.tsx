'use client'

import { MoreHorizontal, SkipForward, Trash2, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { Input } from '@/components/ui/input'
import { SegmentedControl } from '@/components/ui/segmented-control'
import { toast } from '@/components/ui/toast'

const ranges = [
  { value: '5m', label: '5 m' },
  { value: '15m', label: '15 m' },
]

/** Buttons, fields and choices. */
export function ControlParts() {
  const t = useTranslations('parts')
  const [range, setRange] = useState('15m')
  const [read, setRead] = useState(true)
  const [write, setWrite] = useState(false)
  return (
    <div className="grid gap-2.5 pt-1">
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="default">{t('create')}</Button>
        <Button>{t('skip')}</Button>
        <Button variant="ghost">{t('copyRequest')}</Button>
        <Button variant="destructive">{t('delete')}</Button>
        <Button variant="dangerQuiet">{t('delete')}</Button>
        <Button disabled>{t('disabled')}</Button>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Input aria-label={t('filter')} placeholder={t('filter')} className="w-40" />
        <Input aria-label={t('group')} defaultValue="order events" aria-invalid="true" className="w-32" />
        <Input aria-label={t('disabled')} defaultValue="locked" disabled className="w-24" />
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <SegmentedControl label={t('show')} value={range} onChange={setRange} options={ranges} />
        <Checkbox checked={read} onChange={setRead}>
          {t('read')}
        </Checkbox>
        <Checkbox checked={write} onChange={setWrite}>
          {t('write')}
        </Checkbox>
        <Checkbox checked="indeterminate" onChange={() => {}}>
          {t('some')}
        </Checkbox>
      </div>
    </div>
  )
}

/** The three ways something ends. */
export function ToastParts() {
  const t = useTranslations('parts')
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      <Button onClick={() => toast.success(t('toastDone'))}>{t('toastDone')}</Button>
      <Button onClick={() => toast.warning(t('toastPart'))}>{t('toastPart')}</Button>
      <Button onClick={() => toast.error(t('toastFailed'))}>{t('toastFailed')}</Button>
    </div>
  )
}

/** The rest of the actions; one of them cannot be taken now, and says why. */
export function MenuPart() {
  const t = useTranslations('parts')
  return (
    <div className="pt-1">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="icon" aria-label={t('actions')}>
            <MoreHorizontal />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="w-75">
          <DropdownMenuItem>
            <SkipForward />
            {t('skip')}
          </DropdownMenuItem>
          <DropdownMenuItem disabled note={t('restoreWhy')}>
            <Undo2 />
            {t('restore')}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem tone="danger">
            <Trash2 />
            {t('delete')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { Section } from '@/components/ui/section'
import { ControlParts, MenuPart, ToastParts } from './control-parts'
import { JobParts } from './job-parts'
import { BannerParts, BlankParts, ErrorPart, FirstRunPart, SkeletonPart } from './state-parts'
import { ChartPart, MeterPart, StateWordParts, ValueParts } from './truth-parts'

/** Every part in every state it can be in, in a scene that does not move. */
export function PartsView() {
  const t = useTranslations('parts')
  return (
    <main className="mx-auto max-w-360 px-[var(--gutter)] pb-8">
      <header className="flex min-h-13 items-baseline gap-3 pt-4">
        <h1 className="text-title font-semibold">{t('title')}</h1>
        <span className="text-ink-3">{t('subtitle')}</span>
      </header>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-5 wide:grid-cols-3">
        <Section id="first-load" title={t('firstLoad')} note={t('firstLoadNote')} className="wide:col-span-2">
          <SkeletonPart />
        </Section>
        <Section id="values" title={t('values')} note={t('valuesNote')}>
          <ValueParts />
        </Section>
        <BlankParts />
        <Section id="partial" title={t('partial')} note={t('partialNote')} className="wide:col-span-2">
          <BannerParts />
        </Section>
        <Section id="error" title={t('error')} note={t('errorNote')}>
          <ErrorPart />
        </Section>
        <Section id="meter" title={t('meter')} note={t('meterNote')}>
          <MeterPart />
        </Section>
        <Section id="state-words" title={t('stateWords')} note={t('stateWordsNote')}>
          <StateWordParts />
        </Section>
        <Section id="chart" title={t('chart')} note={t('chartNote')}>
          <ChartPart />
        </Section>
        <Section id="controls" title={t('controls')} note={t('controlsNote')}>
          <ControlParts />
        </Section>
        <Section id="toasts" title={t('toasts')} note={t('toastsNote')}>
          <ToastParts />
        </Section>
        <Section id="menu" title={t('menu')} note={t('menuNote')}>
          <MenuPart />
        </Section>
        <Section id="job" title={t('job')} note={t('jobNote')} className="wide:col-span-3">
          <JobParts />
        </Section>
        <Section id="first-run" title={t('firstRun')} note={t('firstRunNote')} className="wide:col-span-3">
          <FirstRunPart />
        </Section>
      </div>
    </main>
  )
}

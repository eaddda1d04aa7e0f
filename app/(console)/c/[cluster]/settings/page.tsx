import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Hydrated } from '@/components/layout/hydrated'
import { SettingsView } from '@/components/settings/settings-view'
import { prefetch } from '@/server/http/prefetch'
import { readSettings } from '@/server/services/settings/read-settings'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('title') }
}

/** The same settings as without a cluster, in the frame that the reader stands in. */
export default function ClusterSettingsPage() {
  return (
    <Hydrated load={(client) => prefetch(client, readSettings, {})}>
      <SettingsView />
    </Hydrated>
  )
}

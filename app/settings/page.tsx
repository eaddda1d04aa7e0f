import type { Metadata } from 'next'
import { connection } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { HomeFrame } from '@/components/layout/home-frame'
import { Hydrated } from '@/components/layout/hydrated'
import { SettingsView } from '@/components/settings/settings-view'
import { prefetch } from '@/server/http/prefetch'
import { readAbout } from '@/server/services/about/read-about'
import { listClusters } from '@/server/services/clusters/list-clusters'
import { readSettings } from '@/server/services/settings/read-settings'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('title') }
}

export default async function SettingsPage() {
  await connection()
  return (
    <Hydrated
      load={(client) =>
        Promise.all([
          prefetch(client, readAbout, {}),
          prefetch(client, listClusters, {}),
          prefetch(client, readSettings, {}),
        ])
      }
    >
      <HomeFrame>
        <SettingsView />
      </HomeFrame>
    </Hydrated>
  )
}

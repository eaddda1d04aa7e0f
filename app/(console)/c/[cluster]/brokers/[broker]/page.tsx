import type { Metadata } from 'next'
import { Hydrated } from '@/components/layout/hydrated'
import { nameFromPage } from '@/lib/url/name'
import { prefetch } from '@/server/http/prefetch'
import { readBroker } from '@/server/services/brokers/read-broker'
import { BrokerView } from './_components/broker-view'

type Props = PageProps<'/c/[cluster]/brokers/[broker]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: nameFromPage((await params).broker) }
}

export default async function BrokerPage({ params }: Props) {
  const { cluster, broker: encoded } = await params
  const broker = nameFromPage(encoded)
  // Runtime values and configurations are asked by the browser, replica by replica: a silent one holds nothing up.
  return (
    <Hydrated load={(client) => prefetch(client, readBroker, { cluster, broker })}>
      {/* Keyed: nothing of the broker before may stand under another name while it loads. */}
      <BrokerView key={`${cluster}/${broker}`} cluster={cluster} broker={broker} />
    </Hydrated>
  )
}

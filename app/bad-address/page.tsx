import { HomeFrame } from '@/components/layout/home-frame'
import { BadAddress } from '@/components/layout/no-such-page'

/** Where the start wrapper shows an address that it could not decode. */
export default async function BadAddressPage({ searchParams }: PageProps<'/bad-address'>) {
  const { typed } = await searchParams
  return (
    <HomeFrame>
      <BadAddress cluster={null} typed={typeof typed === 'string' ? typed : ''} />
    </HomeFrame>
  )
}

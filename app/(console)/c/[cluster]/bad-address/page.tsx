import { BadAddress } from '@/components/layout/no-such-page'

/** Where the start wrapper shows an address below this cluster that it could not decode. */
export default async function BadAddressPage({ params, searchParams }: PageProps<'/c/[cluster]/bad-address'>) {
  const [{ cluster }, { typed }] = await Promise.all([params, searchParams])
  return <BadAddress cluster={cluster} typed={typeof typed === 'string' ? typed : ''} />
}

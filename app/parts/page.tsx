import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { showsParts } from '@/server/http/prefetch'
import { PartsView } from './_components/parts-view'

export const metadata: Metadata = { title: 'Parts', robots: { index: false } }

/** Every part in every state, for those who build them and for tests; a console in use does not have this page. */
export default async function PartsPage() {
  await connection()
  if (!showsParts()) notFound()
  return <PartsView />
}

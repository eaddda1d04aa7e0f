'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { useStored } from '@/components/data-table/use-stored'
import { readVisits, visitOf, visitsKey, withVisit } from './recent-visits'

/** Remembers in this browser which things of the cluster were opened, for the palette. */
export function RememberVisits({ cluster }: { cluster: string }) {
  const pathname = usePathname()
  const [stored, store] = useStored(visitsKey(cluster))
  useEffect(() => {
    const visit = visitOf(cluster, pathname, location.search)
    if (!visit) return
    const visits = readVisits(cluster, stored)
    if (visits[0]?.href !== visit.href) store(JSON.stringify(withVisit(visits, visit)))
  }, [cluster, pathname, stored, store])
  return null
}

'use client'

import { HomeFrame } from '@/components/layout/home-frame'
import { NoSuchPage } from '@/components/layout/no-such-page'

export function UnknownAddress() {
  return (
    <HomeFrame>
      <NoSuchPage />
    </HomeFrame>
  )
}

import { HomeFrame } from '@/components/layout/home-frame'
import { NoSuchPage } from '@/components/layout/no-such-page'

export default function NotFound() {
  return (
    <HomeFrame>
      <NoSuchPage />
    </HomeFrame>
  )
}

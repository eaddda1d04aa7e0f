import { Skeleton } from '@/components/ui/skeleton'

/** The place of a message that is being looked for. */
export function MessageSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-3">
      <Skeleton width={220} height={18} />
      <Skeleton width="100%" height={96} />
      <Skeleton width="100%" height={180} />
      <Skeleton width="100%" height={120} />
    </div>
  )
}

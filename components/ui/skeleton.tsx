import { cn } from './cn'

/** The place of something not yet known. It does not shimmer; labels around it are already true. */
export function Skeleton({
  width,
  height = 10,
  className,
}: {
  width: number | string
  height?: number
  className?: string
}) {
  return (
    <span
      aria-hidden="true"
      className={cn('inline-block rounded-sm bg-hover align-middle', className)}
      style={{ width, height }}
    />
  )
}

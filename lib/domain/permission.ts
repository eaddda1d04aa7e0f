/** What clients may do with a topic. */
export type Permission = 'rw' | 'r' | 'w' | 'none'

const READ = 4
const WRITE = 2

/**
 * Permission from the `perm` bits of a topic or queue (PermName: 4 read, 2 write, 1 inherit, 8 priority; the last two
 * grant nothing). null when the bits are not known.
 */
export function permission(perm: number | null): Permission | null {
  if (perm === null) return null
  const readable = (perm & READ) !== 0
  const writable = (perm & WRITE) !== 0
  if (readable) return writable ? 'rw' : 'r'
  return writable ? 'w' : 'none'
}

/** Permission in force: a broker announces its topics with its own `brokerPermission` ANDed in. */
export function effectivePermission(topicPerm: number | null, brokerPerm: number | null): Permission | null {
  return topicPerm === null || brokerPerm === null ? null : permission(topicPerm & brokerPerm)
}

/** What any of several brokers allows; null (unknown) when none is known. */
export function mergePermissions(permissions: Iterable<Permission | null>): Permission | null {
  let known = false
  let bits = 0
  for (const each of permissions) {
    if (each === null) continue
    known = true
    if (each === 'r' || each === 'rw') bits |= READ
    if (each === 'w' || each === 'rw') bits |= WRITE
  }
  return known ? permission(bits) : null
}

import type { readResendTargets } from '@/lib/contract/dead-letters'
import type { OutputOf } from '@/lib/contract/endpoint'

export type Targets = OutputOf<typeof readResendTargets>
export type Origin = Targets['origins'][number]

/** Groups that get a letter besides the one it belongs to; null: not known. */
export const othersOf = ({ groups }: Origin, group: string): string[] | null =>
  groups === null ? null : groups.filter((name) => name !== group)

/** What a tick stands for: the topic and everybody who reads it. With another reader it is not ticked any more. */
export const tickOf = ({ topic, groups }: Origin) => JSON.stringify([topic, groups])

/** Topics that letters can go to, and that were looked at and agreed to one by one. */
export function agreed(origins: readonly Origin[], ticks: ReadonlySet<string>): boolean {
  return origins.length > 0 && origins.every((origin) => canGo(origin) && ticks.has(tickOf(origin)))
}

/** A topic that is gone takes nothing; one whose readers nobody knows cannot be agreed to. */
export const canGo = ({ exists, groups }: Origin) => exists && groups !== null

/** What is different since it was last looked at, by topic. */
export function changesOf(before: readonly Origin[], after: readonly Origin[]) {
  return after.flatMap((origin) => {
    const was = before.find(({ topic }) => topic === origin.topic)
    const groups = origin.groups ?? []
    const had = was?.groups ?? []
    const added = was ? groups.filter((name) => !had.includes(name)) : []
    const gone = had.filter((name) => !groups.includes(name))
    const vanished = was?.exists === true && !origin.exists
    return added.length + gone.length > 0 || vanished ? [{ topic: origin.topic, added, gone, vanished }] : []
  })
}

/** The retry topics that letters go to when only their own group gets them, each once. */
export const retryTopicsOf = (origins: readonly Origin[]) => [...new Set(origins.map(({ retryTopic }) => retryTopic))]

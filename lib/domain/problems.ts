/** The lamps of a cluster, in the order in which they are shown. */
export const lampIds = [
  'brokers',
  'nameServers',
  'replicas',
  'disk',
  'growingLag',
  'noConsumer',
  'deadLetters',
  'configDrift',
] as const
export type LampId = (typeof lampIds)[number]

/** What can be wrong; the sentence of each is in the languages' `problems`. */
export const problemKinds = [
  'broker-down',
  'broker-unknown',
  'name-server-down',
  'name-servers-differ',
  'replica-behind',
  'replica-missing',
  'replica-out-of-sync',
  'disk-high',
  'lag-growing',
  'no-consumer',
  'dead-letters',
  'config-drift',
] as const
export type ProblemKind = (typeof problemKinds)[number]

interface Subject {
  name: string
  brokerId: number | null
}

/** What a problem is about, in words: `broker-a / 1` for one replica. */
export const subjectName = ({ name, brokerId }: Subject): string => (brokerId === null ? name : `${name} / ${brokerId}`)

/** Tells one problem of a list from the others. */
export const problemKey = (problem: { kind: ProblemKind; subject: Subject; facts: Record<string, unknown> }): string =>
  `${problem.kind} ${subjectName(problem.subject)} ${problem.facts.key ?? ''}`

import 'server-only'
import { type LampId, lampIds, type ProblemKind } from '@/lib/domain/problems'
import type { ClusterModel } from './model'
import { DeadLetterWatch, ProblemMemory } from './problem-memory'
import { brokerProblems, diskProblems, nameServerProblems, replicaProblems } from './problems-of-brokers'
import { configDriftProblems } from './problems-of-config'
import { deadLetterProblems, growingLagProblems, noConsumerProblems } from './problems-of-groups'
import type { Recorder } from './recorder'
import type { ClusterState } from './state'

/** One thing that is wrong now; `sinceMs` null = it was there before we began to look. */
export type Found = {
  lamp: LampId
  kind: ProblemKind
  severity: 'warning' | 'danger'
  subject: { kind: 'broker' | 'name-server' | 'topic' | 'group' | 'cluster'; name: string; brokerId: number | null }
  facts: Record<string, string | number | boolean | null>
  sinceMs: number | null
}

/** What a lamp's rule found; `unknown` = nobody answered what it needs. */
export type LampFinding = { items: Found[]; unknown: boolean }

export type Lamp = { id: LampId; state: 'ok' | 'warning' | 'danger' | 'unknown'; count: number | null }
export type Problems = { at: number; lamps: Lamp[]; items: Found[] }

/** What a rule may look at. */
export type RuleInput = {
  state: ClusterState
  model: ClusterModel
  recorder: Recorder
  memory: ProblemMemory
  deadLetters: DeadLetterWatch
  now: number
}

const rules: Record<LampId, (input: RuleInput) => LampFinding> = {
  brokers: brokerProblems,
  nameServers: nameServerProblems,
  replicas: replicaProblems,
  disk: diskProblems,
  growingLag: growingLagProblems,
  noConsumer: noConsumerProblems,
  deadLetters: deadLetterProblems,
  configDrift: configDriftProblems,
}

/** The eight lamps of one cluster, looked at after each recorded sample, so that each problem has a beginning. */
export class ProblemWatch {
  readonly #memory: ProblemMemory
  readonly #deadLetters = new DeadLetterWatch()
  #newest: Problems | null = null

  constructor(startedAt: number) {
    this.#memory = new ProblemMemory(startedAt)
  }

  /** What the last look found; null before the first one. */
  get newest(): Problems | null {
    return this.#newest
  }

  look(state: ClusterState, model: ClusterModel, recorder: Recorder, now: number): Problems {
    const input: RuleInput = { state, model, recorder, memory: this.#memory, deadLetters: this.#deadLetters, now }
    const lamps: Lamp[] = []
    const items: Found[] = []
    for (const id of lampIds) {
      const finding = rules[id](input)
      items.push(...finding.items)
      lamps.push(lampOf(id, finding))
    }
    this.#memory.endRound()
    this.#newest = { at: now, lamps, items: items.sort(worstFirst) }
    return this.#newest
  }
}

function lampOf(id: LampId, { items, unknown }: LampFinding): Lamp {
  if (items.length > 0)
    return { id, state: items.some((i) => i.severity === 'danger') ? 'danger' : 'warning', count: items.length }
  return unknown ? { id, state: 'unknown', count: null } : { id, state: 'ok', count: 0 }
}

/** Danger before warning, then newest first (unknown beginnings last), then by lamp and name. */
function worstFirst(a: Found, b: Found): number {
  if (a.severity !== b.severity) return a.severity === 'danger' ? -1 : 1
  const aSince = a.sinceMs ?? Number.NEGATIVE_INFINITY
  const bSince = b.sinceMs ?? Number.NEGATIVE_INFINITY
  if (aSince !== bSince) return aSince > bSince ? -1 : 1
  if (a.lamp !== b.lamp) return lampIds.indexOf(a.lamp) - lampIds.indexOf(b.lamp)
  return a.subject.name < b.subject.name ? -1 : a.subject.name > b.subject.name ? 1 : 0
}

import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { type Job, moveJob, readJob, setJobProgress } from '@/server/store/jobs'
import {
  intendAgain,
  intendItems,
  JobNotRunning,
  type LedgerItem,
  readItems,
  type Settlement,
  settleItems,
} from '@/server/store/ledger'
import { StoreError } from '@/server/store/store-error'
import { reasonOf } from '../driver-errors'
import type { VerbContext } from '../implement'
import { CopyReader } from '../messages/search/read-copies'
import { newUniqueId } from '../messages/write/new-unique-id'
import type { RunnerDeps } from './job-runner'
import { type Letter, letterAt, letterOf, sourceOf } from './letters'
import {
  asJson,
  paramsOf,
  progressOf,
  type ResendParams,
  type ResendProgress,
  searchOf,
  withNotices,
} from './resend-job'
import { Sender, type Sent } from './send-letters'
import { settleOpen } from './settle-open'

const MAX_BATCH = 32
/** Between attempts of what surely was not sent, or not read. */
const BACKOFF_MS = [1_000, 4_000]
/** How long the first answers of the brokers are waited for after a start. */
const CLUSTER_MS = 60_000
const STORE_RETRY_MS = 1_000

/** What a batch is made of, and how far the job has come with it. */
type Batch = { letters: Letter[]; progress: ResendProgress }

/** Something that concerns more than one letter: the job pauses with these words. */
class Trouble extends Error {}

/**
 * One job from where it stands to its end, or to where it is paused. Every turn reads the job anew: the store says
 * whether it may go on, and how fast.
 */
export class ResendRun {
  readonly #deps: RunnerDeps
  readonly #job: Job
  readonly #stopped: AbortSignal
  readonly #ctx: VerbContext | null
  readonly #over = new AbortController()
  readonly #sender: Sender | null
  #nap = new AbortController()
  #reader: CopyReader | null = null
  /** No batch is sent before. */
  #nextAt = 0
  /** What went wrong with most of the last batch. */
  #trouble: string | null = null

  constructor(deps: RunnerDeps, job: Job, stopped: AbortSignal) {
    this.#deps = deps
    this.#job = job
    this.#stopped = stopped
    const cluster = deps.registry.get(job.cluster)
    const signal = AbortSignal.any([stopped, this.#over.signal])
    this.#ctx = cluster && {
      ...deps,
      now: deps.clock.now,
      jobs: { look: () => {} },
      requestId: `job-${job.id}`,
      caller: null,
      signal,
      cluster,
      audited: () => {
        throw new Error('a job has the audit row of its request')
      },
    }
    this.#sender = this.#ctx && new Sender(this.#ctx, job.auditId)
  }

  /** The job was changed in the store. */
  wake(): void {
    this.#nap.abort()
  }

  async run(): Promise<void> {
    try {
      await this.#untilStoreWorks(() => this.#work())
    } catch (error) {
      if (error instanceof JobNotRunning || this.#stopped.aborted) return
      const isTrouble = error instanceof Trouble
      if (!isTrouble) this.#deps.log.error({ err: error, jobId: this.#job.id }, 'a job failed')
      await this.#untilStoreWorks(() => this.#end(isTrouble ? 'paused' : 'failed', reasonOf(error)))
    } finally {
      this.#over.abort()
    }
  }

  async #work(): Promise<void> {
    if (this.#ctx === null) {
      if (this.#job.state !== 'running') return
      throw new Trouble(`Cluster ${this.#job.cluster} is not configured any more`)
    }
    await this.#clusterKnown(this.#ctx)
    await this.#settle(['intended'])
    for (;;) {
      const job = await this.#current()
      if (job === null) return
      const progress = progressOf(job)
      if (progress.retryAfterSeq !== null) await this.#retryTurn(job, progress, progress.retryAfterSeq)
      else if (!progress.isOver) await this.#turn(job, progress)
      else {
        await this.#settle(['in-doubt'])
        await this.#end('done')
        return
      }
    }
  }

  /** The job as it stands; null: it does not run any more, or the console stops. */
  async #current(): Promise<Job | null> {
    if (this.#stopped.aborted) return null
    const job = await readJob(this.#deps.store, this.#job.id)
    return job?.state === 'running' ? job : null
  }

  async #turn(job: Job, before: ResendProgress): Promise<void> {
    const params = paramsOf(job)
    await this.#paced(params)
    const { letters, progress } = await this.#patiently(
      () => this.#take(params, before),
      () => this.#forget(),
    )
    if (letters.length > 0) this.#raiseTrouble()
    const bySeq = new Map(letters.map((letter) => [letter.item.seq, letter]))
    const items = letters.map(({ item }) => item)
    const intended = await intendItems(this.#deps.store, job.id, items, {
      at: this.#now(),
      unlessHandled: !params.again,
      progress: (leftOut) => asJson({ ...progress, skipped: progress.skipped + leftOut }),
    })
    await this.#sendAll(
      params,
      intended.map(({ seq }) => bySeq.get(seq)!),
    )
  }

  /** Rows that surely were not sent, under their ids. */
  async #retryTurn(job: Job, before: ResendProgress, afterSeq: number): Promise<void> {
    const { store } = this.#deps
    const params = paramsOf(job)
    // Only what the brokers have not got: first those in doubt are asked for again.
    if (afterSeq === 0) await this.#settle(['in-doubt'], { rounds: 1 })
    await this.#paced(params)
    const rows = await readItems(store, job.id, { states: ['not-sent'], afterSeq, limit: batchSize(params) })
    const progress = asJson({ ...before, retryAfterSeq: rows.at(-1)?.seq ?? null })
    if (rows.length === 0) {
      await setJobProgress(store, job.id, progress)
      return
    }
    this.#raiseTrouble()
    const letters = await this.#patiently(() => this.#read(params, rows))
    const sendable = letters.filter(({ outgoing }) => outgoing !== null)
    await this.#sendAll(params, await this.#again(params, sendable, progress))
  }

  /** Writes that these are about to be sent again, and gives those that may. */
  async #again(params: ResendParams, letters: readonly Letter[], progress?: ReturnType<typeof asJson>) {
    const bySeq = new Map(letters.map((letter) => [letter.item.seq, letter]))
    const items = letters.map(({ item }) => item)
    const options = { at: this.#now(), unlessHandled: !params.again, ...(progress ? { progress } : {}) }
    const wanted = await intendAgain(this.#deps.store, this.#job.id, items, options)
    return wanted.map(({ seq }) => bySeq.get(seq)!)
  }

  async #take(params: ResendParams, before: ResendProgress): Promise<Batch> {
    const size = batchSize(params)
    return params.messages === null
      ? await this.#takeOfRange(params, before, size)
      : await this.#takeChosen(params, before, size)
  }

  async #takeOfRange(params: ResendParams, before: ResendProgress, size: number): Promise<Batch> {
    const ctx = this.#context()
    if (this.#reader === null) {
      this.#reader = await CopyReader.open(ctx, searchOf(this.#job.cluster, params, before.cursor), ctx.signal)
    }
    const { copies, isOver, read } = await this.#reader.next(size)
    // The cursor would leave out for good what fails now.
    const failure = this.#reader.failures[0]
    if (failure !== undefined) throw new Error(failure)
    const letters = copies.map((copy, index) =>
      letterOf(ctx, params, this.#newId(before.nextSeq + index), sourceOf(copy, params.topic), copy.message),
    )
    const progress = withNotices(
      {
        ...before,
        cursor: this.#reader.cursor,
        read: before.read + read,
        skipped: before.skipped + read - copies.length,
        nextSeq: before.nextSeq + copies.length,
        isOver,
      },
      this.#reader.takeNotices(),
    )
    return { letters, progress }
  }

  async #takeChosen(params: ResendParams, before: ResendProgress, size: number): Promise<Batch> {
    const chosen = (params.messages ?? []).slice(before.read, before.read + size)
    const rows = chosen.map((position, index) => ({
      ...this.#newId(before.nextSeq + index),
      source: { topic: params.topic, ...position },
    }))
    const read = before.read + chosen.length
    const isOver = read >= (params.messages ?? []).length
    return {
      letters: await this.#read(params, rows),
      progress: { ...before, read, nextSeq: before.nextSeq + chosen.length, isOver },
    }
  }

  #newId(seq: number) {
    return { seq, messageId: newUniqueId(this.#now()) }
  }

  /** The letters of rows, from where they lie. */
  async #read(
    params: ResendParams,
    rows: ReadonlyArray<Pick<LedgerItem, 'seq' | 'messageId' | 'source'>>,
  ): Promise<Letter[]> {
    const ctx = this.#context()
    return await Promise.all(
      rows.map(async ({ seq, messageId, source }): Promise<Letter> => {
        const id = { seq, messageId }
        const message = await letterAt(ctx, source)
        if (message !== null) return letterOf(ctx, params, id, source, message)
        const item = { ...id, source, target: '', targetBroker: null }
        return { item, message: null, outgoing: null, why: 'It is not stored in the dead-letter topic any more' }
      }),
    )
  }

  /** Sends what stands in the ledger as intended, again where that helps, and writes what became of it. */
  async #sendAll(params: ResendParams, letters: readonly Letter[]): Promise<void> {
    let open = letters
    const last = new Map<number, Sent>()
    for (let attempt = 0; open.length > 0; attempt++) {
      const results = await this.#sender!.send(open)
      for (const sent of results) last.set(sent.letter.item.seq, sent)
      await this.#settled(results.map(({ settlement }) => settlement))
      const later = results.filter((sent) => sent.later)
      const waitMs = BACKOFF_MS[attempt]
      if (later.length === 0 || waitMs === undefined) break
      await this.#sleep(waitMs)
      if ((await this.#current()) === null) break
      open = await this.#again(
        params,
        later.map(({ letter }) => this.#routed(params, letter)),
      )
    }
    const failed = [...last.values()].filter(({ isOurs, settlement }) => settlement.state !== 'sent' && !isOurs)
    const isBad = failed.length > 0 && failed.length * 2 >= last.size
    this.#trouble = isBad ? (failed[0]?.settlement.error ?? 'It cannot be sent') : null
  }

  /** The same letter to whoever takes it now. */
  #routed(params: ResendParams, { item, message, ...rest }: Letter): Letter {
    const { messageId, seq, source } = item
    if (message === null) return { item, message, ...rest }
    const letter = letterOf(this.#context(), params, { seq, messageId }, source, message)
    return letter.outgoing === null ? { item, message, ...rest } : letter
  }

  /** Before something would be sent: most of what was sent last did not arrive. */
  #raiseTrouble(): void {
    if (this.#trouble !== null) throw new Trouble(this.#trouble)
  }

  /** What has been sent has been sent: its row is written as soon as the store can be, however long that takes. */
  async #settled(settlements: readonly Settlement[]): Promise<void> {
    await this.#untilStoreWorks(() => settleItems(this.#deps.store, this.#job.id, settlements))
  }

  /** Rows of which it is not known whether their message was sent. What a crash left and surely was not, is sent now. */
  async #settle(states: ReadonlyArray<'intended' | 'in-doubt'>, { rounds }: { rounds?: number } = {}): Promise<void> {
    const ctx = this.#context()
    const absent = await settleOpen(
      {
        ctx,
        jobId: this.#job.id,
        sleep: (ms) => this.#sleep(ms),
        settle: (settlements) => this.#settled(settlements),
        isStopped: () => this.#stopped.aborted,
      },
      states,
      rounds,
    )
    const job = await this.#current()
    if (job === null || absent.length === 0) return
    const params = paramsOf(job)
    const letters = await this.#patiently(() => this.#read(params, absent))
    const sendable = letters.filter(({ outgoing }) => outgoing !== null)
    await this.#sendAll(params, await this.#again({ ...params, again: true }, sendable))
  }

  /** Waits for the turn of the next batch. */
  async #paced(params: ResendParams): Promise<void> {
    while (this.#now() < this.#nextAt) {
      await this.#sleep(this.#nextAt - this.#now())
      // Paused, stopped or given another rate: the job is read again.
      const job = await this.#current()
      if (job === null) throw new JobNotRunning('it does not run any more')
      if (paramsOf(job).ratePerSecond !== params.ratePerSecond) break
    }
    this.#nextAt = this.#now() + (batchSize(params) / params.ratePerSecond) * 1_000
  }

  /** Several attempts at reading, then the job pauses. */
  async #patiently<T>(read: () => Promise<T>, reset: () => void = () => {}): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await read()
      } catch (error) {
        if (this.#stopped.aborted) throw new JobNotRunning('the console stops')
        reset()
        const waitMs = BACKOFF_MS[attempt]
        if (waitMs === undefined) throw new Trouble(reasonOf(error))
        await this.#sleep(waitMs)
        if ((await this.#current()) === null) throw new JobNotRunning('it does not run any more')
      }
    }
  }

  #forget(): void {
    this.#reader = null
  }

  async #clusterKnown({ cluster }: VerbContext): Promise<void> {
    const until = this.#now() + CLUSTER_MS
    const isKnown = () => {
      const { sides } = cluster.model(this.#now())
      return sides.length > 0 && sides.every(({ silent, state }) => silent || state.topics.value !== null)
    }
    const isWhole = () =>
      isKnown() && cluster.model(this.#now()).sides.every(({ state }) => state.topics.value !== null)
    while (!isWhole() && this.#now() < until && !this.#stopped.aborted) await this.#sleep(500)
  }

  async #end(to: 'done' | 'paused' | 'failed', reason?: string): Promise<void> {
    const move = { from: ['running' as const], to, at: this.#now(), ...(reason === undefined ? {} : { reason }) }
    await moveJob(this.#deps.store, this.#job.id, move)
  }

  async #untilStoreWorks<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        this.#forget()
        if (this.#stopped.aborted) throw error
        this.#deps.log.warn({ err: error, jobId: this.#job.id }, 'a job waits for the store')
        await delay(STORE_RETRY_MS)
      }
    }
  }

  /** Ends early when the job was changed or the console stops. */
  async #sleep(ms: number): Promise<void> {
    await this.#deps.clock.sleep(ms, AbortSignal.any([this.#stopped, this.#nap.signal]))
    if (this.#nap.signal.aborted) this.#nap = new AbortController()
  }

  #now(): number {
    return this.#deps.clock.now()
  }

  #context(): VerbContext {
    if (this.#ctx === null) throw new Error('the cluster is not configured')
    return this.#ctx
  }
}

const batchSize = ({ ratePerSecond }: ResendParams) => Math.min(MAX_BATCH, ratePerSecond)

import { z } from 'zod'
import { LenientMap } from '../wire/lenient-json.ts'
import { json } from './body.ts'
import { DataVersion } from './data-version.ts'
import { defineRequest } from './define-request.ts'
import { expectInt32, expectInt64, expectMap, expectObject } from './expect.ts'
import { int32, int64, mapOf } from './values.ts'

/** The committed offsets of one group on one topic of one broker: queue id → offset. */
export type CommittedOffsets = { topic: string; group: string; offsets: Array<[queueId: number, offset: bigint]> }

export type ConsumerOffsetTable = {
  /** 5.x only, and no sign of change: it moves with every 500th commit (consumerOffsetUpdateVersionStep). */
  dataVersion?: DataVersion | undefined
  offsetTable: CommittedOffsets[]
}

const RawTable = z.object({
  dataVersion: DataVersion.optional(),
  offsetTable: mapOf(z.string(), mapOf(int32, int64)),
})

export const ConsumerOffsetTable: z.ZodType<ConsumerOffsetTable, unknown> = RawTable.transform((raw) => ({
  dataVersion: raw.dataVersion,
  offsetTable: raw.offsetTable.flatMap(([key, offsets]) => {
    const names = splitKey(key)
    return names === null ? [] : [{ ...names, offsets }]
  }),
}))

export function decodeConsumerOffsetTable(raw: unknown): ConsumerOffsetTable {
  const body = expectObject(raw, 'body')
  const offsetTable: CommittedOffsets[] = []
  for (const [rawKey, rawOffsets] of expectMap(body.offsetTable, 'offsetTable')) {
    const key = String(rawKey)
    const offsets = decodeOffsets(rawOffsets, key)
    const names = splitKey(key)
    if (names !== null) offsetTable.push({ ...names, offsets })
  }
  return {
    dataVersion: body.dataVersion === undefined ? undefined : DataVersion.parse(body.dataVersion),
    offsetTable,
  }
}

/**
 * All committed offsets of one broker, master or slave (ConsumerOffsetManager#encode, all versions), also of groups
 * that have no definition any more. Never strict JSON: queue ids are bare keys. Keys are `topic@group`; names cannot
 * contain `@` (a broker ignores keys of another form too, ConsumerOffsetManager#whichTopicByConsumer).
 */
export const getAllConsumerOffset = defineRequest({
  code: 43,
  name: 'GET_ALL_CONSUMER_OFFSET',
  target: 'broker',
  access: 'read',
  timeout: 'table',
  header: z.strictObject({}),
  replyBody: json(ConsumerOffsetTable, { decode: decodeConsumerOffsetTable }),
  absentCodes: [{ code: 1, remark: /No consumer offset in this broker/i }],
  absentBody: (): ConsumerOffsetTable => ({ dataVersion: undefined, offsetTable: [] }),
})

function decodeOffsets(raw: unknown, place: string): CommittedOffsets['offsets'] {
  const offsets: CommittedOffsets['offsets'] = []
  if (raw instanceof LenientMap) {
    for (const [queueId, offset] of raw.entries) offsets.push([expectInt32(queueId, place), expectInt64(offset, place)])
    return offsets
  }
  const object = expectObject(raw, place)
  for (const queueId of Object.keys(object)) {
    offsets.push([expectInt32(queueId, place), expectInt64(object[queueId], place)])
  }
  return offsets
}

function splitKey(key: string): { topic: string; group: string } | null {
  const at = key.indexOf('@')
  return at < 0 || key.includes('@', at + 1) ? null : { topic: key.slice(0, at), group: key.slice(at + 1) }
}

import { z } from 'zod'
import { json } from './body.ts'
import { DataVersion } from './data-version.ts'
import { defineRequest } from './define-request.ts'
import { expectInt32, expectInt64, expectMap, expectObject } from './expect.ts'
import { int32, int64, mapOf } from './values.ts'

/** The committed offsets of one group on one topic of one broker: queue id → offset. */
export type CommittedOffsets = { topic: string; group: string; offsets: Array<[queueId: number, offset: bigint]> }

export type ConsumerOffsetTable = {
  /** Counts commits on 5.x; 4.x does not send it. */
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
    const offsets = expectMap(rawOffsets, key).map(([queueId, offset]): [number, bigint] => [
      expectInt32(queueId, key),
      expectInt64(offset, key),
    ])
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
  replyBody: json(ConsumerOffsetTable, { decode: decodeConsumerOffsetTable, integerKeys: true }),
  absentCodes: [{ code: 1, remark: /No consumer offset in this broker/i }],
  absentBody: (): ConsumerOffsetTable => ({ dataVersion: undefined, offsetTable: [] }),
})

function splitKey(key: string): { topic: string; group: string } | null {
  const parts = key.split('@')
  return parts.length === 2 ? { topic: parts[0]!, group: parts[1]! } : null
}

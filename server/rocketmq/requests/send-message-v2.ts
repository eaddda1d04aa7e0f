import { z } from 'zod'
import { defineRequest } from './define-request.ts'
import { int32, int64 } from './values.ts'

/** MixAll.CLI_INNER_PRODUCER_GROUP: brokers and their statistics know it as a tool's. */
const PRODUCER_GROUP = 'CLIENT_INNER_PRODUCER'

/**
 * Stores one message (SendMessageProcessor, SendMessageRequestHeaderV2, all versions). The body goes as it is:
 * `sysFlag` says whether and how it is compressed. `properties`: the text of `wire/message-properties.ts`, with
 * `UNIQ_KEY`. Outcomes other than `stored` are stored as well: not on the disk in time, or not on a slave. A retry topic
 * of a known group comes to be when it is sent to. Refusals: 2 busy, 13 illegal, 14 not available, 16 no permission,
 * 17 no such topic, 26 no such group (retry topics).
 */
export const sendMessageV2 = defineRequest({
  code: 310,
  name: 'SEND_MESSAGE_V2',
  target: 'broker',
  access: 'write',
  header: z
    .strictObject({
      topic: z.string().min(1),
      queueId: z.int().min(0),
      sysFlag: z.int(),
      bornTimestamp: z.int().min(0),
      flag: z.int(),
      properties: z.string(),
      /** Broker name: brokers of 5.x look at it for static topics. */
      brokerName: z.string(),
      /**
       * For retry topics: at or over this many deliveries the broker would store it as a dead letter instead. Without it
       * the group's own limit counts, which may be 0 (SendMessageProcessor#handleRetryAndDLQ, all versions).
       */
      maxReconsumeTimes: z.int().min(1).optional(),
    })
    .transform(({ topic, queueId, sysFlag, bornTimestamp, flag, properties, brokerName, maxReconsumeTimes }) => ({
      a: PRODUCER_GROUP,
      b: topic,
      // The template for a topic that does not exist: the same one, which is not there, so that none comes to be.
      c: topic,
      d: 0,
      e: queueId,
      f: sysFlag,
      g: bornTimestamp,
      h: flag,
      i: properties,
      j: 0,
      k: false,
      ...(maxReconsumeTimes === undefined ? {} : { l: maxReconsumeTimes }),
      m: false,
      n: brokerName,
    })),
  requestBody: 'bytes',
  replyHeader: z.object({
    /** The offset message id. */
    msgId: z.string(),
    queueId: int32,
    queueOffset: int64,
    transactionId: z.string().optional(),
    recallHandle: z.string().optional(),
  }),
  outcomes: { 0: 'stored', 10: 'not-flushed', 11: 'no-slave', 12: 'slave-not-flushed' },
})

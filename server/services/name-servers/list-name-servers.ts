import 'server-only'
import { listNameServers as endpoint } from '@/lib/contract/brokers'
import { isoOrNull } from '@/server/metrics/sides'
import { getAllTopicListFromNameServer } from '@/server/rocketmq/requests/get-all-topic-list-from-name-server.ts'
import { implement } from '../implement'
import { truthOfCalls } from '../truth'
import { type NameServerView, viewDifferences } from './view-differences'

const MAX_DIFFERENCES = 200

/** Broker tables (106) come from the collector; topic lists (206) are asked for now, from every name server at once. */
export const listNameServers = implement(endpoint, async ({ ctx }) => {
  const { client, state } = ctx.cluster
  const answers = await client.callEachNameServer(getAllTopicListFromNameServer, {}, { signal: ctx.signal })
  const now = ctx.now()
  const rows = [...state.nameServers.values()].map((nameServer) => {
    const answer = answers.find((a) => a.address === nameServer.address)
    const listed = answer?.value?.body.topicList ?? null
    const reachable = answer?.value || answer?.error?.kind === 'refused' ? true : nameServer.reachable
    return {
      nameServer,
      reachable,
      topics: listed && new Set(listed),
      reason: answer?.error?.message ?? nameServer.view.error?.reason ?? null,
    }
  })
  const views: NameServerView[] = rows.map(({ nameServer, reachable, topics }) => ({
    address: nameServer.address,
    brokers: reachable === true && nameServer.view.error === null ? nameServer.view.value : null,
    topics,
  }))
  const differences = viewDifferences(views)
  const comparable = views.filter((view) => view.brokers !== null).length
  const times = rows.filter((row) => row.reachable === true).flatMap((row) => row.nameServer.view.asOf ?? [])
  return {
    items: rows.map(({ nameServer, reachable, topics, reason }) => ({
      address: nameServer.address,
      reachable,
      version: nameServer.version,
      brokers: nameServer.view.value?.size ?? null,
      topics: topics?.size ?? null,
      reason,
      asOf: isoOrNull(nameServer.view.asOf),
    })),
    agree: differences.length > 0 ? false : comparable < 2 ? null : true,
    differences: differences.slice(0, MAX_DIFFERENCES),
    differencesTotal: differences.length,
    ...truthOfCalls(
      now,
      rows.map(({ nameServer, reason }) => ({
        target: nameServer.address,
        reason,
        lastGoodAt: isoOrNull(nameServer.view.asOf),
      })),
    ),
    asOf: times.length > 0 ? isoOrNull(Math.min(...times)) : null,
  }
})

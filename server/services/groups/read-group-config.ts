import 'server-only'
import { readGroupConfig as endpoint } from '@/lib/contract/groups'
import { configDifferences } from '@/lib/domain/config-diff.ts'
import { isoOrNull } from '@/server/metrics/sides'
import type { GroupDefinition } from '@/server/metrics/state'
import { implement } from '../implement'
import { truthOfSides } from '../truth'
import { findGroup } from './find-group'

/** The definition on each broker, from the table of all definitions: asking for a single one (352) would create it. */
export const readGroupConfig = implement(endpoint, ({ ctx, input }) => {
  const { group, model } = findGroup(ctx, input.group)
  const read = model.sides.filter((s) => s.state.groups.value !== null)
  const defined = read.filter((s) => s.state.groups.value?.has(group.name))
  const texts = new Map(defined.map((s) => [s.brokerName, textsOf(s.state.groups.value!.get(group.name)!)]))
  return {
    items: defined.map((s) => ({
      brokerName: s.brokerName,
      values: Object.entries(texts.get(s.brokerName)!).map(([key, value]) => ({ key, value })),
      asOf: isoOrNull(s.state.groups.asOf),
    })),
    differences: configDifferences([...texts].map(([target, values]) => ({ target, values }))).map((difference) => ({
      field: difference.key,
      values: difference.values.map((v) => ({ brokerName: v.target, value: v.value })),
    })),
    missingOn: defined.length === 0 ? [] : read.filter((s) => !defined.includes(s)).map((s) => s.brokerName),
    // Definitions stand on every broker, so every one is part of the answer.
    ...truthOfSides(model.sides),
  }
})

/** Every field as text; tables of a field (attributes, retry policy) as JSON with sorted keys, so that equal is equal. */
function textsOf(definition: GroupDefinition): Record<string, string> {
  const entries = Object.entries(definition).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(entries.map(([key, value]) => [key, typeof value === 'string' ? value : json(value)]))
}

const json = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint'
      ? String(inner)
      : typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
  )

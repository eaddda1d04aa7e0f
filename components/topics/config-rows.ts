import type { OutputOf } from '@/lib/contract/endpoint'
import type { readTopicConfig } from '@/lib/contract/topics'

type Config = OutputOf<typeof readTopicConfig>

export interface ConfigRow {
  field: string
  differs: boolean
  /** By broker name, in the order of the answer; null: this broker does not have the field. */
  values: (string | null)[]
}

const fields = ['readQueues', 'writeQueues', 'permission', 'order', 'topicSysFlag', 'topicFilterType'] as const

/** The definition as a table of fields by broker; which of them differ is what the answer says, not what looks different. */
export function configRows(config: Config): ConfigRow[] {
  const differing = new Set(config.differences.map((difference) => difference.field))
  const attributes = [...new Set(config.items.flatMap((item) => Object.keys(item.attributes)))].sort()
  const rows: ConfigRow[] = fields.map((field) => ({
    field,
    differs: differing.has(field),
    values: config.items.map((item) => String(item[field])),
  }))
  for (const key of attributes) {
    rows.push({
      field: `attributes.${key}`,
      // The message type is compared as the type it stands for: absent it is NORMAL on 5.x.
      differs: differing.has(key === 'message.type' ? 'type' : `attributes.${key}`),
      values: config.items.map((item) => item.attributes[key] ?? null),
    })
  }
  if (differing.has('type') && !attributes.includes('message.type')) {
    const type = config.differences.find((difference) => difference.field === 'type')
    rows.push({
      field: 'type',
      differs: true,
      values: config.items.map((item) => type?.values.find((v) => v.brokerName === item.brokerName)?.value ?? null),
    })
  }
  return rows
}

import { nameInPath } from './name.ts'

/** Every page's address, in one place. Names are encoded once. */
export const pages = {
  home: () => '/',
  settings: (cluster: string | null) => (cluster === null ? '/settings' : `/c/${cluster}/settings`),
  overview: (cluster: string) => `/c/${cluster}/overview`,
  topics: (cluster: string) => `/c/${cluster}/topics`,
  topic: (cluster: string, topic: string) => `/c/${cluster}/topics/${nameInPath(topic)}`,
  groups: (cluster: string) => `/c/${cluster}/groups`,
  group: (cluster: string, group: string) => `/c/${cluster}/groups/${nameInPath(group)}`,
  messages: (cluster: string) => `/c/${cluster}/messages`,
  messagesOf: (cluster: string, topic: string) => `/c/${cluster}/messages?by=time&topic=${encodeURIComponent(topic)}`,
  message: (cluster: string, messageId: string, topic?: string) =>
    `/c/${cluster}/messages/${nameInPath(messageId)}${topic === undefined ? '' : `?topic=${encodeURIComponent(topic)}`}`,
  trace: (cluster: string, messageId: string, topic?: string, traceTopic?: string) => {
    const query = new URLSearchParams()
    if (topic !== undefined) query.set('topic', topic)
    if (traceTopic !== undefined) query.set('traceTopic', traceTopic)
    return `/c/${cluster}/messages/${nameInPath(messageId)}/trace${query.size === 0 ? '' : `?${query}`}`
  },
  messageAt: (cluster: string, topic: string, broker: string, queueId: number, offset: number) =>
    `/c/${cluster}/messages?by=offset&topic=${encodeURIComponent(topic)}&broker=${encodeURIComponent(broker)}&queue=${queueId}&offset=${offset}`,
  messagesByKey: (cluster: string, topic: string, key: string) =>
    `/c/${cluster}/messages?by=key&topic=${encodeURIComponent(topic)}&key=${encodeURIComponent(key)}`,
  deadLetters: (cluster: string, group?: string) =>
    `/c/${cluster}/dead-letters${group === undefined ? '' : `?group=${encodeURIComponent(group)}`}`,
  producers: (cluster: string) => `/c/${cluster}/producers`,
  producer: (cluster: string, group: string) => `/c/${cluster}/producers?group=${encodeURIComponent(group)}`,
  brokers: (cluster: string) => `/c/${cluster}/brokers`,
  broker: (cluster: string, broker: string) => `/c/${cluster}/brokers/${nameInPath(broker)}`,
  nameServers: (cluster: string) => `/c/${cluster}/name-servers`,
}

// Stands for the other files of this folder in the browser's bundle (next.config.js), where only calls are made.
// Written by tests/contract.test.ts: vitest run --project unit tests/contract.test.ts -u
export const listBrokers = {
  id: 'brokers.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/brokers',
  transport: 'json',
}
export const readBroker = {
  id: 'brokers.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/brokers/{broker}',
  transport: 'json',
}
export const readBrokerRuntime = {
  id: 'brokers.runtime',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/brokers/{broker}/{brokerId}/runtime',
  transport: 'json',
}
export const readBrokerConfig = {
  id: 'brokers.config',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/brokers/{broker}/{brokerId}/config',
  transport: 'json',
}
export const listNameServers = {
  id: 'nameServers.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/name-servers',
  transport: 'json',
}
export const readNameServerConfig = {
  id: 'nameServers.config',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/name-servers/{address}/config',
  transport: 'json',
}
export const listClusters = {
  id: 'clusters.list',
  method: 'GET',
  path: '/api/v1/clusters',
  transport: 'json',
}
export const readCluster = {
  id: 'clusters.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}',
  transport: 'json',
}
export const readProblems = {
  id: 'clusters.problems',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/problems',
  transport: 'json',
}
export const live = {
  id: 'clusters.live',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/live',
  transport: 'events',
}
export const readAbout = {
  id: 'about.read',
  method: 'GET',
  path: '/api/v1/about',
  transport: 'json',
}
export const listDeadLetters = {
  id: 'deadLetters.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/dead-letters',
  transport: 'json',
}
export const readResendTargets = {
  id: 'deadLetters.targets',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/dead-letters/{group}/targets',
  transport: 'json',
}
export const resendDeadLetters = {
  id: 'deadLetters.resend',
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/dead-letters/{group}/resend',
  transport: 'json',
}
export const listResent = {
  id: 'deadLetters.resent',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/dead-letters/{group}/resent',
  transport: 'json',
}
export const exportDeadLetters = {
  id: 'deadLetters.export',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/dead-letters/{group}/export',
  transport: 'bytes',
}
export const listGroups = {
  id: 'groups.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups',
  transport: 'json',
}
export const readGroup = {
  id: 'groups.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups/{group}',
  transport: 'json',
}
export const readGroupLag = {
  id: 'groups.lag',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups/{group}/lag',
  transport: 'json',
}
export const readGroupClients = {
  id: 'groups.clients',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups/{group}/clients',
  transport: 'json',
}
export const readGroupClient = {
  id: 'groups.client',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups/{group}/clients/{clientId}',
  transport: 'json',
}
export const readGroupConfig = {
  id: 'groups.config',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/groups/{group}/config',
  transport: 'json',
}
export const searchMessages = {
  id: 'messages.search',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/messages/search',
  transport: 'events',
}
export const tailMessages = {
  id: 'messages.tail',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/messages/tail',
  transport: 'events',
}
export const findMessage = {
  id: 'messages.find',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}/find',
  transport: 'events',
}
export const listMessagesByKey = {
  id: 'messages.byKey',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/messages',
  transport: 'json',
}
export const sendMessage = {
  id: 'messages.send',
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/messages',
  transport: 'json',
}
export const copyMessage = {
  id: 'messages.copy',
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}/copies',
  transport: 'json',
}
export const consumeMessage = {
  id: 'messages.consume',
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}/deliveries',
  transport: 'json',
}
export const listJobs = {
  id: 'jobs.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/jobs',
  transport: 'json',
}
export const readJob = {
  id: 'jobs.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/jobs/{jobId}',
  transport: 'json',
}
export const listJobItems = {
  id: 'jobs.items',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/jobs/{jobId}/items',
  transport: 'json',
}
export const readJobResult = {
  id: 'jobs.result',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/jobs/{jobId}/result',
  transport: 'bytes',
}
export const controlJob = {
  id: 'jobs.control',
  method: 'PUT',
  path: '/api/v1/clusters/{cluster}/jobs/{jobId}',
  transport: 'json',
}
export const readMessage = {
  id: 'messages.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}',
  transport: 'json',
}
export const readMessageBody = {
  id: 'messages.body',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}/body',
  transport: 'bytes',
}
export const readMessageByOffset = {
  id: 'messages.byOffset',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/queues/{broker}/{queueId}/messages/{offset}',
  transport: 'json',
}
export const searchCluster = {
  id: 'clusters.search',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/search',
  transport: 'json',
}
export const readSettings = {
  id: 'settings.read',
  method: 'GET',
  path: '/api/v1/settings',
  transport: 'json',
}
export const listLicences = {
  id: 'about.licences',
  method: 'GET',
  path: '/api/v1/about/licences',
  transport: 'json',
}
export const listTopics = {
  id: 'topics.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics',
  transport: 'json',
}
export const readTopic = {
  id: 'topics.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}',
  transport: 'json',
}
export const readTopicRoute = {
  id: 'topics.route',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/route',
  transport: 'json',
}
export const readTopicQueues = {
  id: 'topics.queues',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/queues',
  transport: 'json',
}
export const readTopicConfig = {
  id: 'topics.config',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/config',
  transport: 'json',
}
export const readTopicGroups = {
  id: 'topics.groups',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/groups',
  transport: 'json',
}
export const readTopicProducers = {
  id: 'topics.producers',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/topics/{topic}/producers',
  transport: 'json',
}
export const listProducers = {
  id: 'producers.list',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/producers',
  transport: 'json',
}
export const readProducer = {
  id: 'producers.read',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/producers/{group}',
  transport: 'json',
}
export const readTrace = {
  id: 'messages.trace',
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/messages/{messageId}/trace',
  transport: 'json',
}

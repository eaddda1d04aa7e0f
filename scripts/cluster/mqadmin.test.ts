import { expect, test } from 'vitest'
import { mqadminFailure } from './mqadmin.ts'

test.each([
  ['nothing', '', 'it printed nothing'],
  ['only line ends', '\n \n', 'it printed nothing'],
  [
    'a refusal, which ends with status 0',
    'org.apache.rocketmq.tools.command.SubCommandException: ConsumerProgressSubCommand command failed\nCaused by: org.apache.rocketmq.client.exception.MQClientException: CODE: 17  DESC: No topic route info in name server for the topic: %RETRY%nobody\n',
    'it was refused: CODE: 17  DESC: No topic route info in name server for the topic: %RETRY%nobody',
  ],
  [
    'rows after a refusal of one broker',
    'CODE: 16  DESC: username cannot be null\nDefaultCluster broker-a 0\n',
    'it was refused: CODE: 16  DESC: username cannot be null',
  ],
  [
    'a stack trace without a code',
    'java.lang.NullPointerException\n\tat org.apache.rocketmq.tools.command.MQAdminStartup.main0(MQAdminStartup.java:183)\n',
    'it printed a stack trace',
  ],
  [
    'a native frame',
    'x\n\tat java.base/jdk.internal.reflect.NativeMethodAccessorImpl.invoke0(Native Method)\n',
    'it printed a stack trace',
  ],
  [
    'an unknown command',
    'The sub command clusterLists not exist.\n',
    'there is no such command: The sub command clusterLists not exist.',
  ],
])('%s is a failure', (_, output, reason) => {
  expect(mqadminFailure(output)).toBe(reason)
})

test.each([
  ['rows', '#Cluster Name     #Broker Name\nDefaultCluster    broker-a\n'],
  ['a heading alone: an empty list', '#Group   #Count\n'],
  ['words that look like one', 'Properties: {look at=(this), CODE=1, reason=Exception}\n'],
])('%s is a success', (_, output) => {
  expect(mqadminFailure(output)).toBeNull()
})

import { join } from 'node:path'
import type { RocketmqVersion } from './maven.ts'
import type { BrokerSpec } from './topologies.ts'

export type BrokerConfigInput = {
  version: RocketmqVersion
  broker: BrokerSpec
  port: number
  nameServers: readonly string[]
  home: string
  /** Later ones win: the topology's lines, then the broker's, then the caller's. */
  extra?: ReadonlyArray<Readonly<Record<string, string>> | undefined>
}

/** The lines of a broker's configuration file, in order. Files are small so that many clusters fit on one machine. */
export function brokerConfig(input: BrokerConfigInput): Record<string, string> {
  const { version, broker, port, nameServers, home } = input
  const config: Record<string, string> = {
    brokerClusterName: 'DefaultCluster',
    brokerName: broker.name,
    brokerId: String(broker.id),
    brokerRole: broker.role,
    flushDiskType: broker.flush,
    namesrvAddr: nameServers.join(';'),
    brokerIP1: '127.0.0.1',
    brokerIP2: '127.0.0.1',
    listenPort: String(port),
    storePathRootDir: join(home, 'store'),
    storePathCommitLog: join(home, 'store', 'commitlog'),
    diskMaxUsedSpaceRatio: '95',
    fileReservedTime: '48',
    mappedFileSizeCommitLog: '33554432',
    mappedFileSizeConsumeQueue: '120000',
    maxHashSlotNum: '20000',
    maxIndexNum: '80000',
    transientStorePoolEnable: 'false',
    autoCreateTopicEnable: 'true',
    autoCreateSubscriptionGroup: 'true',
    traceTopicEnable: 'true',
    enablePropertyFilter: 'true',
    sendMessageThreadPoolNums: '4',
    pullMessageThreadPoolNums: '4',
    // The shortest pause a broker accepts between two registrations (default 30 s): a name server that comes back
    // knows the cluster again soon. 10 s is the lower limit (BrokerController#start, 4.9.7 and 5.5.0).
    registerNameServerPeriod: '10000',
  }
  if (version === '5.5.0') {
    config.timerWheelEnable = 'true'
    config.mappedFileSizeTimerLog = '1048576'
    // Each flush compares the whole 38.7 MB wheel byte by byte (5.5.0, TimerWheel#flush): at the default of 1 s that
    // is near half a core of a small machine for every broker, idle or not.
    config.timerFlushIntervalMs = '60000'
    // With the defaults TransactionalOpBatchService never sleeps again after the first finished transaction
    // (5.5.0): its next wake-up time lies in the past, and it takes a whole core. So op messages go out at once.
    // Slaves have the same lines: replicas that differ are drift.
    config.transactionOpMsgMaxSize = '1'
    config.transactionOpBatchInterval = '86400000'
  }
  for (const lines of input.extra ?? []) Object.assign(config, lines)
  return config
}

export function nameServerConfig(input: { port: number; home: string }): Record<string, string> {
  return {
    listenPort: String(input.port),
    kvConfigPath: join(input.home, 'namesrv', 'kvConfig.json'),
    configStorePath: join(input.home, 'namesrv', 'namesrv.properties'),
  }
}

/** A Java properties file. Values are plain ASCII without backslashes here; anything else is refused. */
export function propertiesText(config: Readonly<Record<string, string>>): string {
  return Object.entries(config)
    .map(([key, value]) => {
      if (!/^[\x20-\x5b\x5d-\x7e]*$/.test(value))
        throw new Error(`The value of ${key} cannot stand in a properties file.`)
      return `${key}=${value}\n`
    })
    .join('')
}

/** 4.9.7 does not start without a logback file of its own for each kind of process; 5.x has it in its jars. */
export function logbackText(file: string): string {
  return `<configuration>
  <appender name="FILE" class="ch.qos.logback.core.rolling.RollingFileAppender">
    <file>${file}</file>
    <rollingPolicy class="ch.qos.logback.core.rolling.FixedWindowRollingPolicy">
      <fileNamePattern>${file}.%i</fileNamePattern>
      <minIndex>1</minIndex>
      <maxIndex>3</maxIndex>
    </rollingPolicy>
    <triggeringPolicy class="ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy">
      <maxFileSize>16MB</maxFileSize>
    </triggeringPolicy>
    <encoder><pattern>%d{yyyy-MM-dd HH:mm:ss.SSS} %p %t - %m%n</pattern></encoder>
  </appender>
  <root level="INFO"><appender-ref ref="FILE"/></root>
</configuration>
`
}

export type JvmKind = 'nameServer' | 'broker' | 'tool' | 'traffic'

const HEAP: Record<JvmKind, readonly string[]> = {
  nameServer: ['-Xms16m', '-Xmx32m', '-XX:MaxDirectMemorySize=128m'],
  // Every thread that stores a message holds a buffer of over 4 MB (MessageExtEncoder, 5.5.0), delayed ones have 18.
  broker: ['-Xms64m', '-Xmx128m', '-XX:MaxDirectMemorySize=768m'],
  tool: ['-Xms16m', '-Xmx128m', '-XX:MaxDirectMemorySize=128m'],
  traffic: ['-Xms32m', '-Xmx192m', '-Xss512k', '-XX:MaxDirectMemorySize=128m'],
}

/** Arguments of `java` up to the main class. The opened packages are what RocketMQ touches on Java 17. */
export function javaArguments(kind: JvmKind, home: string, classPath: readonly string[]): string[] {
  return [
    ...HEAP[kind],
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:-UsePerfData',
    '--add-opens=java.base/java.nio=ALL-UNNAMED',
    '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
    '--add-opens=java.base/java.lang=ALL-UNNAMED',
    '--add-opens=java.base/java.util=ALL-UNNAMED',
    '--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED',
    '--add-exports=java.base/sun.nio.ch=ALL-UNNAMED',
    '-Dfile.encoding=UTF-8',
    `-Drocketmq.home.dir=${home}`,
    `-Duser.home=${home}`,
    '-cp',
    classPath.join(':'),
  ]
}

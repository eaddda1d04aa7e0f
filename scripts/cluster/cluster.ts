import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { brokerConfig, type JvmKind, javaArguments, logbackText, nameServerConfig, propertiesText } from './config.ts'
import { type Progress, prepareRocketmq, type RocketmqHome, type RocketmqVersion } from './maven.ts'
import { createMqadmin, type MqadminOptions } from './mqadmin.ts'
import { brokerPort, nameServerPort, type PortBlock, reservePorts } from './ports.ts'
import { lastWords, type OwnedProcess, type PipedProcess, residentBytes, startOwned, startPiped } from './process.ts'
import { brokersKnownTo, call, sendProbe } from './remoting.ts'
import { type BrokerSpec, hasSlaves, type Topology, type TopologyName, topologies } from './topologies.ts'

export type StartOptions = {
  topology: TopologyName | Topology
  version: RocketmqVersion
  /** First port of the block of 100; without it a free block is found. */
  basePort?: number
  /** Where the data goes and stays; without it a temporary folder that is removed at the end. */
  dataDir?: string
  /** Lines added to every broker's configuration. */
  extraBrokerConfig?: Readonly<Record<string, string>>
  /** Keep the temporary folder when the start fails (default true). Its path is in the error. */
  keepOnFailure?: boolean
  onProgress?: Progress
}

export type ClusterBroker = {
  name: string
  id: number
  role: BrokerSpec['role']
  /** `host:port` as the name servers announce it. */
  address: string
  /** null while it is not running. */
  pid: number | null
  home: string
}

export type JavaInput = {
  name: string
  mainClass: string
  args?: readonly string[]
  /** System properties. */
  properties?: Readonly<Record<string, string>>
  kind?: JvmKind
}

export type ClusterProcess = { name: string; pid: number; residentBytes: number | null }

export type Cluster = {
  readonly version: RocketmqVersion
  readonly topology: TopologyName | 'custom'
  readonly clusterName: string
  readonly basePort: number
  /** Folder of everything the cluster writes. */
  readonly dataDir: string
  /** `host:port` of each. */
  readonly nameServers: readonly string[]
  readonly brokers: readonly ClusterBroker[]
  /** Everything that runs, helpers included. */
  processes(): ClusterProcess[]
  /** One mqadmin command; `-n` is added unless given. Throws MqadminFailed when it did not clearly succeed. */
  mqadmin(args: readonly string[], options?: MqadminOptions): Promise<string>
  /** Ends a broker (default SIGKILL) and waits until it is gone. */
  killBroker(name: string, id: number, signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>
  /** Starts an ended broker again on its data and waits until every name server lists it and it answers. */
  startBroker(name: string, id: number): Promise<void>
  /** SIGSTOP: its connections stay open and nothing answers. */
  pauseBroker(name: string, id: number): void
  resumeBroker(name: string, id: number): void
  stopNameServers(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>
  /** Starts them again on the same ports and waits until each lists every running broker. */
  startNameServers(): Promise<void>
  pauseNameServer(index: number): void
  resumeNameServer(index: number): void
  /** Starts one of the helper classes, with its standard input and output as pipes. The cluster stops it. */
  java(input: JavaInput): Promise<PipedProcess>
  /** Ends everything and removes temporary data. Safe to call twice. */
  stop(): Promise<void>
}

/**
 * Starts a real RocketMQ cluster on this machine and resolves when it is ready: every broker listed by every name
 * server, a write to each master answered SEND_OK (with slaves: confirmed by them), runtime values answered. Throws an Error with the reason and
 * the path of the logs; nothing is left running then. No process outlives this one, however it ends.
 */
export async function startCluster(options: StartOptions): Promise<Cluster> {
  const onProgress = options.onProgress ?? (() => {})
  const name = typeof options.topology === 'string' ? options.topology : 'custom'
  const topology: Topology = typeof options.topology === 'string' ? topologies[options.topology] : options.topology
  if (!topology.versions.includes(options.version)) {
    throw new Error(
      `Topology ${name} exists for RocketMQ ${topology.versions.join(', ')} only, not ${options.version}.`,
    )
  }
  const rocketmq = await prepareRocketmq(options.version, onProgress)
  const ports = await reservePorts(options.basePort)
  const temporary = options.dataDir === undefined
  const dataDir = options.dataDir ?? temporaryFolder()
  const cluster = assemble({ name, topology, rocketmq, ports, dataDir, temporary, options })
  const startedAt = Date.now()
  try {
    onProgress(
      `RocketMQ ${options.version} ${name}: starting ${topology.nameServers} name server(s) on port ${ports.base}`,
    )
    await cluster.startNameServers()
    onProgress(`starting ${topology.brokers.length} broker(s)`)
    await cluster.startBrokers(onProgress)
    onProgress(`cluster ready after ${Math.round((Date.now() - startedAt) / 1000)} s`)
    return cluster
  } catch (cause) {
    const keepData = !temporary || (options.keepOnFailure ?? true)
    await cluster.stop({ keepData })
    const where = keepData ? `\nLogs: ${temporary ? keepLogs(dataDir, cluster) : dataDir}` : ''
    throw new Error(`The cluster did not start: ${cause instanceof Error ? cause.message : String(cause)}${where}`, {
      cause,
    })
  }
}

const READY_MS = 240_000
const POLL_MS = 250
const GRACE_MS = 20_000

type Node = { name: string; home: string; address: string; process: OwnedProcess | null }
type BrokerNode = Node & { spec: BrokerSpec; port: number }

type Parts = {
  name: TopologyName | 'custom'
  topology: Topology
  rocketmq: RocketmqHome
  ports: PortBlock
  dataDir: string
  temporary: boolean
  options: StartOptions
}

type Assembled = Omit<Cluster, 'stop'> & {
  startBrokers(onProgress: Progress): Promise<void>
  stop(end?: { keepData?: boolean }): Promise<void>
}

function assemble(parts: Parts): Assembled {
  const { topology, rocketmq, ports, dataDir } = parts
  const { version } = rocketmq
  const nameServers: Node[] = Array.from({ length: topology.nameServers }, (_, index) => ({
    name: `namesrv-${index}`,
    home: join(dataDir, `namesrv-${index}`),
    address: `127.0.0.1:${nameServerPort(ports.base, index)}`,
    process: null,
  }))
  const nameServerAddresses = nameServers.map((node) => node.address)
  const brokers: BrokerNode[] = topology.brokers.map((spec, index) => ({
    name: spec.id === 0 ? spec.name : `${spec.name}-slave-${spec.id}`,
    home: join(dataDir, spec.id === 0 ? spec.name : `${spec.name}-slave-${spec.id}`),
    address: `127.0.0.1:${brokerPort(ports.base, index)}`,
    port: brokerPort(ports.base, index),
    spec,
    process: null,
  }))
  const helpers = new Set<OwnedProcess>()
  const toolHome = join(dataDir, 'mqadmin')
  let mqadmin: ReturnType<typeof createMqadmin> | null = null
  let stopping: Promise<void> | null = null

  const broker = (name: string, id: number): BrokerNode => {
    const found = brokers.find((node) => node.spec.name === name && node.spec.id === id)
    if (!found) throw new Error(`This cluster has no broker ${name} with id ${id}.`)
    return found
  }
  const running = (node: Node): OwnedProcess => {
    if (!node.process || node.process.ended !== null) throw new Error(`${node.name} is not running.`)
    return node.process
  }
  const isRunning = (node: Node) => node.process !== null && node.process.ended === null

  async function start(node: Node, kind: 'nameServer' | 'broker', mainClass: string, config: Record<string, string>) {
    if (stopping) throw new Error('The cluster is being stopped.')
    if (isRunning(node)) throw new Error(`${node.name} runs already.`)
    const conf = join(node.home, 'conf')
    mkdirSync(conf, { recursive: true })
    const configFile = join(conf, kind === 'broker' ? 'broker.conf' : 'namesrv.conf')
    writeFileSync(configFile, propertiesText(config))
    if (version === '4.9.7') {
      const short = kind === 'broker' ? 'broker' : 'namesrv'
      writeFileSync(join(conf, `logback_${short}.xml`), logbackText(join(node.home, 'logs', `${short}.log`)))
    }
    node.process = await startOwned({
      name: node.name,
      command: rocketmq.java,
      args: [...javaArguments(kind, node.home, [join(rocketmq.jars, '*')]), mainClass, '-c', configFile],
      cwd: node.home,
      env: { ROCKETMQ_HOME: node.home },
      logFile: join(node.home, 'console.log'),
    })
  }

  const startNameServer = (node: Node, index: number) =>
    start(
      node,
      'nameServer',
      'org.apache.rocketmq.namesrv.NamesrvStartup',
      nameServerConfig({ port: nameServerPort(ports.base, index), home: node.home }),
    )

  async function startOneBroker(node: BrokerNode) {
    for (const [path, text] of Object.entries(topology.files ?? {})) {
      const file = join(node.home, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
    const config = brokerConfig({
      version,
      broker: node.spec,
      port: node.port,
      nameServers: nameServerAddresses,
      home: node.home,
      extra: [topology.config, node.spec.config, parts.options.extraBrokerConfig],
    })
    await start(node, 'broker', 'org.apache.rocketmq.broker.BrokerStartup', config)
  }

  /** Polls until the check says null; fails at once when one of the processes it waits for has ended. */
  async function until(nodes: readonly Node[], check: () => Promise<string | null>): Promise<void> {
    const deadline = Date.now() + READY_MS
    for (;;) {
      for (const node of nodes) {
        if (node.process?.ended) {
          throw new Error(
            `${node.name} ${node.process.ended}: ${lastWords(join(node.home, 'console.log'), join(node.home, 'logs'))}`,
          )
        }
      }
      if (stopping) throw new Error('The cluster is being stopped')
      const missing = await check().catch((error: Error) => error.message)
      if (missing === null) return
      if (Date.now() > deadline) throw new Error(`not ready after ${READY_MS / 1000} s: ${missing}`)
      await delay(POLL_MS)
    }
  }

  const listedEverywhere = (wanted: readonly BrokerNode[]) => async (): Promise<string | null> => {
    for (const node of nameServers.filter(isRunning)) {
      const known = await brokersKnownTo(node.address)
      for (const { spec, address, name } of wanted) {
        if (known.get(`${spec.name}/${spec.id}`) !== address) return `${node.name} does not list ${name} yet`
      }
    }
    return null
  }

  const takesWrites = async (): Promise<string | null> => {
    for (const node of brokers.filter((each) => each.spec.role !== 'SLAVE' && isRunning(each))) {
      const reply = await sendProbe(node.address)
      if (reply.code !== 0) return `${node.name} answers a write with ${reply.code} ${reply.remark}`
    }
    return null
  }

  /** In its first second a broker refuses its runtime values (28), and mqadmin's clusterList with them. */
  const answersFor = (wanted: readonly BrokerNode[]) => async (): Promise<string | null> => {
    for (const node of wanted) {
      const reply = await call(node.address, { code: 28 })
      if (reply.code !== 0) return `${node.name} answers for its runtime values with ${reply.code} ${reply.remark}`
    }
    return null
  }

  async function stopAll(keepData: boolean): Promise<void> {
    // Data that is thrown away needs no orderly end.
    const graceMs = parts.temporary ? 0 : GRACE_MS
    await mqadmin?.stop()
    await Promise.all([...helpers].map((process) => process.stop(0)))
    await Promise.all(brokers.map((node) => node.process?.stop(graceMs)))
    await Promise.all(nameServers.map((node) => node.process?.stop(graceMs)))
    await ports.release()
    if (parts.temporary && !keepData) rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }

  return {
    version,
    topology: parts.name,
    clusterName: topology.config?.brokerClusterName ?? 'DefaultCluster',
    basePort: ports.base,
    dataDir,
    nameServers: nameServerAddresses,
    get brokers() {
      return brokers.map((node) => ({
        name: node.spec.name,
        id: node.spec.id,
        role: node.spec.role,
        address: node.address,
        pid: isRunning(node) ? running(node).pid : null,
        home: node.home,
      }))
    },
    processes() {
      const nodes = [...nameServers, ...brokers].filter(isRunning).map(running)
      const others = [...helpers].filter((process) => process.ended === null)
      const tool = mqadmin?.pid ? [{ name: 'mqadmin', pid: mqadmin.pid }] : []
      return [...nodes, ...others, ...tool].map(({ name, pid }) => ({ name, pid, residentBytes: residentBytes(pid) }))
    },
    async mqadmin(args, options) {
      if (stopping) throw new Error('The cluster is being stopped.')
      mqadmin ??= createMqadmin({ rocketmq, home: prepareToolHome(toolHome, topology) })
      const located = args.length === 0 || args[0] === 'help' || args.includes('-n')
      return await mqadmin.run(located ? args : [...args, '-n', nameServerAddresses.join(';')], options)
    },
    async killBroker(name, id, signal = 'SIGKILL') {
      const process = running(broker(name, id))
      await process.stop(signal === 'SIGTERM' ? GRACE_MS : 0)
    },
    async startBroker(name, id) {
      const node = broker(name, id)
      await startOneBroker(node)
      await until([node], listedEverywhere([node]))
      await until([node], answersFor([node]))
    },
    pauseBroker(name, id) {
      running(broker(name, id)).kill('SIGSTOP')
    },
    resumeBroker(name, id) {
      running(broker(name, id)).kill('SIGCONT')
    },
    async stopNameServers(signal = 'SIGKILL') {
      await Promise.all(nameServers.map((node) => node.process?.stop(signal === 'SIGTERM' ? GRACE_MS : 0)))
    },
    async startNameServers() {
      await Promise.all(
        nameServers.map(async (node, index) => {
          if (!isRunning(node)) await startNameServer(node, index)
        }),
      )
      await until(nameServers, listedEverywhere(brokers.filter(isRunning)))
    },
    pauseNameServer(index) {
      running(nameServerAt(nameServers, index)).kill('SIGSTOP')
    },
    resumeNameServer(index) {
      running(nameServerAt(nameServers, index)).kill('SIGCONT')
    },
    async startBrokers(onProgress) {
      await Promise.all(brokers.map(startOneBroker))
      await until([...nameServers, ...brokers], listedEverywhere(brokers))
      onProgress('every name server lists every broker')
      await until(brokers, takesWrites)
      await until(brokers, answersFor(brokers))
      onProgress(`every master takes writes${hasSlaves(topology) ? ' and confirms them with its slave' : ''}`)
    },
    async java({ name, mainClass, args = [], properties = {}, kind = 'traffic' }) {
      if (stopping) throw new Error('The cluster is being stopped.')
      const home = join(dataDir, name)
      mkdirSync(home, { recursive: true })
      const process = await startPiped({
        name,
        command: rocketmq.java,
        args: [
          ...javaArguments(kind, home, [rocketmq.helpers, join(rocketmq.jars, '*')]),
          ...Object.entries(properties).map(([key, value]) => `-D${key}=${value}`),
          mainClass,
          ...args,
        ],
        cwd: home,
        env: { ROCKETMQ_HOME: home },
        logFile: join(home, 'console.log'),
      })
      helpers.add(process)
      void process.exited.then(() => helpers.delete(process))
      return process
    },
    stop({ keepData = false } = {}) {
      stopping ??= stopAll(keepData)
      return stopping
    },
  }
}

/** Carries the pid of its owner in its name; folders of owners that were killed are removed on the way. */
function temporaryFolder(): string {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^rocketmq-cluster-(\d+)-/.exec(name)?.[1]
    const folder = join(tmpdir(), name)
    if (owner && !isAlive(Number(owner)) && statSync(folder).uid === process.getuid?.()) {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return mkdtempSync(join(tmpdir(), `rocketmq-cluster-${process.pid}-`))
}

/** Moves a failed cluster's folder out of the way, without its stores. */
function keepLogs(dataDir: string, cluster: Cluster): string {
  for (const { home } of cluster.brokers) rmSync(join(home, 'store'), { recursive: true, force: true })
  const kept = mkdtempSync(join(tmpdir(), 'rocketmq-failed-'))
  renameSync(dataDir, kept)
  return kept
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function nameServerAt(nameServers: readonly Node[], index: number): Node {
  const node = nameServers[index]
  if (!node) throw new Error(`This cluster has no name server ${index}.`)
  return node
}

function prepareToolHome(home: string, topology: Topology): string {
  const conf = join(home, 'conf')
  mkdirSync(conf, { recursive: true })
  // 4.9.7 reads it with every command; 5.x has its logging configuration in its jars.
  writeFileSync(join(conf, 'logback_tools.xml'), logbackText(join(home, 'logs', 'tools.log')))
  if (topology.credentials) {
    const { accessKey, secretKey } = topology.credentials
    writeFileSync(join(conf, 'tools.yml'), `accessKey: ${accessKey}\nsecretKey: ${secretKey}\n`)
  }
  return home
}

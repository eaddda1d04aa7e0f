import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepareRocketmq, ROCKETMQ_VERSIONS, type RocketmqVersion } from './cluster/maven.ts'

/**
 * Writes server/services/brokers/broker-defaults.json: what each key of a broker's configuration is without a
 * configuration file, asked of the broker's own classes (`node scripts/broker-defaults.ts`, once for a new version of
 * RocketMQ). Asked on two different machines in disguise: what then differs is detected by the broker and has no
 * default to compare with.
 */
const source = fileURLToPath(new URL('./broker-defaults/BrokerDefaults.java', import.meta.url))
const target = fileURLToPath(new URL('../server/services/brokers/broker-defaults.json', import.meta.url))

/** Host name and address; the HA port follows from listenPort (BrokerStartup, 4.9.7 and 5.5.0). */
const DETECTED = ['brokerIP1', 'brokerIP2', 'brokerName', 'haListenPort']

type Values = Record<string, string | null>

async function defaultsOf(version: RocketmqVersion): Promise<{ detected: string[]; values: Values }> {
  const home = await prepareRocketmq(version)
  const ask = (machine: { processors: number; memory: string; folder: string }): Values => {
    const args = [
      `-Xmx${machine.memory}`,
      `-XX:ActiveProcessorCount=${machine.processors}`,
      `-Duser.home=${machine.folder}`,
      '-cp',
      join(home.jars, '*'),
      source,
    ]
    const env = { ...process.env, ROCKETMQ_HOME: machine.folder, NAMESRV_ADDR: '' }
    const answer = spawnSync(home.java, args, { encoding: 'utf8', env })
    if (answer.status !== 0) throw new Error(`RocketMQ ${version} did not give its defaults: ${answer.stderr}`)
    return JSON.parse(answer.stdout.trim().split('\n').at(-1) ?? '') as Values
  }
  const one = ask({ processors: 3, memory: '200m', folder: '/one' })
  const other = ask({ processors: 17, memory: '900m', folder: '/other' })
  const isDetected = (key: string) => DETECTED.includes(key) || one[key] !== other[key]
  const keys = Object.keys(one).sort()
  return {
    detected: keys.filter(isDetected),
    values: Object.fromEntries(keys.filter((key) => !isDetected(key)).map((key) => [key, one[key] || null])),
  }
}

const versions: Record<string, Awaited<ReturnType<typeof defaultsOf>>> = {}
for (const version of ROCKETMQ_VERSIONS) versions[version] = await defaultsOf(version)
writeFileSync(target, `${JSON.stringify(versions, null, 2)}\n`)

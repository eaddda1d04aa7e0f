// What the demo needs of the machine, asked before any long work. Plain JavaScript: the bootstrap loads it on any
// Node >= 18, before packages are installed.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parsePort, portProblem } from './support/flags.mjs'

const jarFolder = fileURLToPath(new URL('../.cache/rocketmq/', import.meta.url))
const versions = ['4.9.7', '5.5.0']
const topologies = ['single', '2m', '2m-2s-async', '2m-2s-sync']

/**
 * @typedef {object} DemoOptions
 * @property {'4.9.7' | '5.5.0'} rocketmqVersion
 * @property {'single' | '2m' | '2m-2s-async' | '2m-2s-sync'} topology
 * @property {number} port of the console
 * @property {boolean} traffic
 */

/**
 * Reads the options of `npm run demo`.
 * @param {string[]} argv
 * @returns {DemoOptions}
 * @throws {Error} one sentence naming the option, the value and what was expected
 */
export function demoOptions(argv) {
  const { values } = parseDemoArgs(argv)
  return {
    rocketmqVersion: /** @type {DemoOptions['rocketmqVersion']} */ (
      oneOf('--rocketmq', values.rocketmq ?? '5.5.0', versions)
    ),
    topology: /** @type {DemoOptions['topology']} */ (oneOf('--topology', values.topology ?? '2m-2s-sync', topologies)),
    port: parsePort('--port', values.port ?? '8080', 1),
    traffic: values['no-traffic'] !== true,
  }
}

/**
 * The first reason why the demo cannot start here, as one sentence with its remedy; null when there is none.
 * @param {DemoOptions} options
 * @returns {Promise<string | null>}
 */
export async function demoProblem(options) {
  return (
    javaProblem() ??
    mavenProblem(options.rocketmqVersion) ??
    (await portProblem(options.port, '0.0.0.0', 'npm run demo -- --port'))
  )
}

/** @returns {string | null} */
function javaProblem() {
  const remedy = 'install a JDK, for example with "apt-get install default-jdk-headless"'
  const { error, stderr } = spawnSync(javaCommand('java'), ['-version'], { encoding: 'utf8' })
  if (error) return `RocketMQ needs Java 11 or newer and there is none on the PATH or in JAVA_HOME: ${remedy}.`
  const version = /version "(?:1\.)?(\d+)/.exec(stderr)?.[1]
  if (version !== undefined && Number(version) < 11) {
    return `RocketMQ needs Java 11 or newer, the one found is Java ${version}: ${remedy}.`
  }
  if (spawnSync(javaCommand('javac'), ['-version']).error) {
    return `Java is only a runtime here, without its compiler javac: ${remedy}.`
  }
  return null
}

/**
 * Maven is needed until the jars of that version have been fetched once.
 * @param {string} version
 * @returns {string | null}
 */
function mavenProblem(version) {
  if (existsSync(path.join(jarFolder, version))) return null
  const found = (process.env.PATH ?? '').split(path.delimiter).some((folder) => isExecutable(path.join(folder, 'mvn')))
  if (found) return null
  return 'RocketMQ is fetched with Maven and there is no "mvn" on the PATH: install it, for example with "apt-get install maven".'
}

/** @param {'java' | 'javac'} name */
function javaCommand(name) {
  const inHome = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', name) : ''
  return inHome && existsSync(inHome) ? inHome : name
}

/** @param {string[]} argv */
function parseDemoArgs(argv) {
  try {
    return parseArgs({
      args: argv,
      options: {
        rocketmq: { type: 'string' },
        topology: { type: 'string' },
        port: { type: 'string' },
        'no-traffic': { type: 'boolean' },
      },
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new Error(
      `${reason}. The demo knows --rocketmq ${versions.join('|')}, --topology ${topologies.join('|')}, --port and --no-traffic.`,
    )
  }
}

/**
 * @param {string} key
 * @param {string} value
 * @param {string[]} known
 */
function oneOf(key, value, known) {
  if (!known.includes(value)) throw new Error(`${key} is "${value}": expected one of ${known.join(', ')}.`)
  return value
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

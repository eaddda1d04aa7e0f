import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const ROCKETMQ_VERSIONS = ['4.9.7', '5.5.0'] as const
export type RocketmqVersion = (typeof ROCKETMQ_VERSIONS)[number]

/** What a long step says while it runs: one short sentence without a full stop. */
export type Progress = (text: string) => void

/** Everything that is needed to start a RocketMQ process of one version. */
export type RocketmqHome = {
  version: RocketmqVersion
  /** The `java` command: a path or a name on PATH. */
  java: string
  /** Folder of the RocketMQ jars and all they depend on. */
  jars: string
  /** Folder of the compiled helper classes of `scripts/cluster/java`. */
  helpers: string
}

const repository = fileURLToPath(new URL('../../', import.meta.url))
const helperSources = fileURLToPath(new URL('./java/', import.meta.url))
const cacheFolder = join(repository, '.cache', 'rocketmq')

// Written out so that the same plugin is used offline, whatever Maven's own default is.
const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies'

const ARTIFACTS: Record<RocketmqVersion, readonly string[]> = {
  '4.9.7': ['rocketmq-namesrv', 'rocketmq-broker', 'rocketmq-tools', 'rocketmq-acl'],
  '5.5.0': ['rocketmq-namesrv', 'rocketmq-broker', 'rocketmq-tools', 'rocketmq-proxy', 'rocketmq-controller'],
}

/**
 * Makes sure that the jars of a RocketMQ version and the compiled helpers are in `.cache/rocketmq/<version>`.
 * The first time this asks Maven; afterwards it needs neither Maven nor a network.
 * Throws an Error whose message is one sentence with the remedy when Java, a JDK or Maven is missing.
 */
export async function prepareRocketmq(
  version: RocketmqVersion,
  onProgress: Progress = () => {},
): Promise<RocketmqHome> {
  const java = findJava()
  const jars = await resolveJars(version, onProgress)
  const helpers = await compileHelpers(version, jars, onProgress)
  return { version, java, jars, helpers }
}

export function isRocketmqVersion(text: string): text is RocketmqVersion {
  return (ROCKETMQ_VERSIONS as readonly string[]).includes(text)
}

/** `openjdk version "17.0.15" 2025-04-15` → 17; `java version "1.8.0_402"` → 8; null when it is not a version line. */
export function javaMajorVersion(output: string): number | null {
  const found = /version "(?:1\.)?(\d+)/.exec(output)
  return found ? Number(found[1]) : null
}

/** The pom that asks for one version's artifacts. */
export function pomText(version: RocketmqVersion): string {
  const dependencies = ARTIFACTS[version].map(
    (artifact) =>
      `    <dependency><groupId>org.apache.rocketmq</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  )
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '  <modelVersion>4.0.0</modelVersion>',
    '  <groupId>local</groupId><artifactId>rocketmq</artifactId><version>1</version><packaging>pom</packaging>',
    '  <dependencies>',
    ...dependencies,
    '  </dependencies>',
    '</project>',
    '',
  ].join('\n')
}

function findJava(): string {
  const java = javaCommand('java')
  const answer = spawnSync(java, ['-version'], { encoding: 'utf8' })
  if (answer.error || answer.status !== 0) {
    throw new Error(
      'Java was not found: install a JDK of version 11 or later (Debian: apt-get install openjdk-17-jdk-headless) and put it on PATH or in JAVA_HOME.',
    )
  }
  const major = javaMajorVersion(answer.stderr)
  if (major !== null && major < 11) {
    throw new Error(
      `Java ${major} is too old: install a JDK of version 11 or later and put it on PATH or in JAVA_HOME.`,
    )
  }
  return java
}

async function resolveJars(version: RocketmqVersion, onProgress: Progress): Promise<string> {
  const folder = join(cacheFolder, version)
  const jars = join(folder, 'lib')
  const stamp = join(folder, 'complete.json')
  const wanted = JSON.stringify({ version, artifacts: ARTIFACTS[version] })
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return jars

  // Resolved beside the final place and moved at the end: a stopped download never looks complete.
  const attempt = join(cacheFolder, `${version}.partial-${process.pid}`)
  rmSync(attempt, { recursive: true, force: true })
  mkdirSync(attempt, { recursive: true })
  try {
    const pom = join(attempt, 'pom.xml')
    writeFileSync(pom, pomText(version))
    onProgress(`RocketMQ ${version}: asking Maven for the jars`)
    await runMaven(
      ['-B', '-f', pom, COPY_GOAL, '-DincludeScope=runtime', `-DoutputDirectory=${join(attempt, 'lib')}`],
      version,
      onProgress,
    )
    const count = readdirSync(join(attempt, 'lib')).filter((name) => name.endsWith('.jar')).length
    writeFileSync(join(attempt, 'complete.json'), wanted)
    // Another process may have finished first; either copy is complete, and readers open jars by name only at start.
    if (!(existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)) {
      rmSync(folder, { recursive: true, force: true })
      renameSync(attempt, folder)
    }
    onProgress(`RocketMQ ${version}: ${count} jars in place`)
  } finally {
    rmSync(attempt, { recursive: true, force: true })
  }
  return jars
}

async function runMaven(args: string[], version: RocketmqVersion, onProgress: Progress): Promise<void> {
  const maven = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const complaints: string[] = []
  let downloaded = 0
  let reportedAtMs = 0
  const read = (line: string) => {
    if (line.includes('Downloaded from') && line.includes('.jar')) {
      downloaded++
      const now = Date.now()
      if (now - reportedAtMs > 2_000) {
        reportedAtMs = now
        onProgress(`RocketMQ ${version}: ${downloaded} jars downloaded`)
      }
    }
    if (line.includes('ERROR')) {
      complaints.push(line)
      if (complaints.length > 20) complaints.shift()
    }
  }
  createInterface({ input: maven.stdout }).on('line', read)
  createInterface({ input: maven.stderr }).on('line', read)
  let code: number | null
  try {
    code = await exitOf(maven)
  } catch (error) {
    throw new Error(
      'Maven was not found: install it (Debian: apt-get install maven) and put mvn on PATH; it is needed once, to fetch RocketMQ.',
      { cause: error },
    )
  }
  if (code !== 0) {
    const first = complaints.find((line) => line.includes('Could not')) ?? complaints[0] ?? 'no reason given'
    throw new Error(
      `Maven could not resolve RocketMQ ${version} (exit ${code}): check that this machine reaches Maven Central or that ~/.m2/settings.xml names a mirror; Maven said: ${first.replace(/^\[ERROR\]\s*/, '').slice(0, 400)}`,
    )
  }
}

async function compileHelpers(version: RocketmqVersion, jars: string, onProgress: Progress): Promise<string> {
  const sources = readdirSync(helperSources)
    .filter((name) => name.endsWith('.java'))
    .sort()
    .map((name) => join(helperSources, name))
  const hash = createHash('sha256')
  for (const source of sources) hash.update(readFileSync(source))
  const name = `helpers-${hash.digest('hex').slice(0, 16)}`
  const folder = join(cacheFolder, version, name)
  if (existsSync(folder)) return folder

  onProgress(`RocketMQ ${version}: compiling the Java helpers`)
  const attempt = `${folder}.partial-${process.pid}`
  try {
    mkdirSync(attempt, { recursive: true })
    // Debug information off keeps nothing of this machine in the classes; no annotation processors from the jars.
    const args = ['-encoding', 'UTF-8', '-nowarn', '-proc:none', '-d', attempt, '-cp', join(jars, '*'), ...sources]
    const compiler = spawn(javaCommand('javac'), args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let complaints = ''
    compiler.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (complaints.length < 8_000) complaints += text
    })
    let code: number | null
    try {
      code = await exitOf(compiler)
    } catch (error) {
      throw new Error(
        'Only a Java runtime was found, not a JDK: install one (Debian: apt-get install openjdk-17-jdk-headless) so that javac is on PATH or in JAVA_HOME.',
        { cause: error },
      )
    }
    if (code !== 0) throw new Error(`The Java helpers do not compile against RocketMQ ${version}:\n${complaints}`)
    if (!existsSync(folder)) renameSync(attempt, folder)
  } finally {
    rmSync(attempt, { recursive: true, force: true })
  }
  for (const other of readdirSync(join(cacheFolder, version))) {
    if (/^helpers-[0-9a-f]{16}$/.test(other) && other !== name) {
      rmSync(join(cacheFolder, version, other), { recursive: true, force: true })
    }
  }
  return folder
}

function javaCommand(name: 'java' | 'javac'): string {
  const home = process.env.JAVA_HOME
  if (home) {
    const inHome = join(home, 'bin', name)
    if (existsSync(inHome)) return inHome
  }
  return name
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code))
  })
}

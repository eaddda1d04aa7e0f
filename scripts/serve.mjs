#!/usr/bin/env node
// The production server: flags become configuration, then Next's standalone server is loaded with the project's own
// rules around it. Plain JavaScript: it stands beside server.js in an image and in scripts/ of a checkout.
import { existsSync, readFileSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseFlags, parsePort, portProblem } from './support/flags.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const shutdownDeadlineMs = 10_000
// The cursor of a search stands in the address: 24 KiB where a topic has a thousand queues. Node's own limit is 16.
const maxHeaderBytes = 96 * 1024

await serve(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})

/** @param {string[]} argv */
async function serve(argv) {
  // A reader that went away (| head) must not take the server with it.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe)

  const flags = parseFlags(argv)
  const serverFile = [path.join(here, 'server.js'), path.join(here, '..', '.next', 'standalone', 'server.js')].find(
    existsSync,
  )
  if (!serverFile) throw new Error('There is no build to serve yet: run "npm run build" first.')

  const host = flags.host ?? nonEmpty(process.env.HOST) ?? '0.0.0.0'
  const portKey = flags.port === undefined ? 'PORT' : '--port'
  let port = parsePort(portKey, flags.port ?? nonEmpty(process.env.PORT) ?? '8080')
  if (port === 0) port = await freePort(host)
  const problem = await portProblem(port, host, 'npm start -- --port')
  if (problem) throw new Error(problem)

  setEnvironment(flags, host, port)
  process.env.ROCKETDECK_BUILD ??= readBuildId(path.dirname(serverFile))
  const servers = watchServers({ trustsProxy: process.env.ROCKETDECK_TRUST_PROXY === 'on' })
  stopOnSignals(servers)
  await import(pathToFileURL(serverFile).href)
}

/**
 * What the application reads. Next changes into its own folder, so paths of the user are made absolute here.
 * @param {Record<string, string>} flags
 * @param {string} host
 * @param {number} port
 */
function setEnvironment(flags, host, port) {
  const configFile = flags.config ?? nonEmpty(process.env.ROCKETDECK_CONFIG)
  if (configFile !== undefined) process.env.ROCKETDECK_CONFIG = path.resolve(configFile)
  else if (existsSync('rocketdeck.yaml')) process.env.ROCKETDECK_CONFIG = path.resolve('rocketdeck.yaml')
  if (flags.config !== undefined) flags.config = path.resolve(flags.config)
  if (flags.port !== undefined) flags.port = String(port)
  process.env.ROCKETDECK_FLAGS = JSON.stringify(flags)
  process.env.ROCKETDECK_START_FOLDER = process.cwd()
  process.env.ROCKETDECK_VERSION ??= readVersion()
  // Next reads the port there; the settings page says who chose it.
  if (flags.port === undefined && nonEmpty(process.env.PORT) === undefined)
    process.env.ROCKETDECK_PORT_CHOSEN = 'default'
  process.env.PORT = String(port)
  // Containers set HOSTNAME to their own name, and Next listens on whatever stands there.
  process.env.HOSTNAME = host
  process.env.NEXT_MANUAL_SIG_HANDLE = '1'
  process.env.NEXT_TELEMETRY_DISABLED = '1'
}

/**
 * Every server that Next opens gets our rules, and is remembered for the shutdown.
 * @param {{ trustsProxy: boolean }} options
 */
function watchServers({ trustsProxy }) {
  /** @type {Set<import('node:http').Server>} */
  const servers = new Set()
  const createServer = http.createServer
  // @ts-expect-error: the overloads cannot be expressed for a wrapper
  http.createServer = (...args) => {
    const listener = args.pop()
    const options = { ...args[0], maxHeaderSize: maxHeaderBytes }
    const server = createServer(options, (request, response) => {
      if (hasMalformedPath(request.url)) {
        if (request.url?.startsWith('/api/')) return answerMalformed(response)
        showMalformed(request, response)
      }
      if (!trustsProxy) forgetForwarding(request)
      listener?.(request, response)
    })
    servers.add(server)
    server.once('listening', () => announce(server))
    return server
  }
  return servers
}

/** Next answers 500 for a broken escape before any page or route runs. */
function hasMalformedPath(url) {
  try {
    decodeURIComponent((url ?? '/').split('?', 1)[0] ?? '/')
    return false
  } catch {
    return true
  }
}

/** @param {import('node:http').ServerResponse} response */
function answerMalformed(response) {
  const detail =
    'The address has a "%" that is not followed by two hexadecimal digits of UTF-8 text; a "%" in a name is written %25.'
  const problem = { type: 'about:blank', title: 'Malformed address', status: 400, code: 'malformed-url', detail }
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
  response.writeHead(400, headers).end(JSON.stringify(problem))
}

/**
 * A page that says what is wrong with the address, in the frame of the cluster that it names; the status stays 400.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function showMalformed(request, response) {
  const typed = (request.url ?? '/').slice(0, 2_000)
  const cluster = /^\/c\/[a-z0-9-]{1,40}(?=\/)/.exec(typed)?.[0] ?? ''
  request.url = `${cluster}/bad-address?typed=${encodeURIComponent(typed)}`
  const writeHead = response.writeHead
  response.writeHead = (status, ...rest) => writeHead.call(response, status === 200 ? 400 : status, ...rest)
}

/** What a client says about where it came from is believed only behind a trusted proxy. */
function forgetForwarding(request) {
  for (const name of ['forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip']) {
    delete request.headers[name]
  }
  request.headers['x-forwarded-for'] = request.socket.remoteAddress ?? ''
}

/** @param {import('node:http').Server} server */
function announce(server) {
  const address = server.address()
  if (address === null || typeof address === 'string') return
  const isAny = address.address === '0.0.0.0' || address.address === '::'
  const host = isAny ? 'localhost' : net.isIPv6(address.address) ? `[${address.address}]` : address.address
  const where = isAny ? ' (on every address of this machine)' : ''
  process.stdout.write(`Rocketdeck listens on http://${host}:${address.port}${where}\n`)
}

/**
 * First the streams, collectors and stores of the application, then open requests, within the deadline.
 * @param {Set<import('node:http').Server>} servers
 */
function stopOnSignals(servers) {
  let stoppingSince = 0
  const stop = async () => {
    if (stoppingSince > 0) {
      // npm and the terminal both pass Ctrl-C on: only a later one means "now".
      if (Date.now() - stoppingSince > 1000) process.exit(1)
      return
    }
    stoppingSince = Date.now()
    const deadline = setTimeout(() => {
      process.stderr.write(`Not everything ended within ${shutdownDeadlineMs / 1000} s: stopping anyway.\n`)
      process.exit(1)
    }, shutdownDeadlineMs)
    const drained = Promise.all([...servers].map((server) => new Promise((resolve) => server.close(resolve))))
    // A connection that turns idle while others drain would hold the process for its keep-alive time.
    const idle = setInterval(() => {
      for (const server of servers) server.closeIdleConnections()
    }, 50)
    let code = 0
    try {
      await globalThis[Symbol.for('rocketdeck.shutdown')]?.()
      await drained
    } catch (error) {
      process.stderr.write(`Stopping: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      code = 1
    }
    clearInterval(idle)
    clearTimeout(deadline)
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
}

/** @param {NodeJS.ErrnoException} error */
function ignoreClosedPipe(error) {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
}

/** @param {string} folder of server.js */
function readBuildId(folder) {
  const file = path.join(folder, '.next', 'BUILD_ID')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
}

function readVersion() {
  const file = [path.join(here, 'package.json'), path.join(here, '..', 'package.json')].find(existsSync)
  return file ? JSON.parse(readFileSync(file, 'utf8')).version : 'unknown'
}

/** @param {string} host @returns {Promise<number>} */
function freePort(host) {
  const server = net.createServer()
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`Nothing can listen on ${host}: ${error.message}`)))
    server.listen(0, host, () => {
      const address = server.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/** @param {string | undefined} text */
function nonEmpty(text) {
  return text === '' ? undefined : text
}

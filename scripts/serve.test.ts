import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

// serve.mjs runs beside a server.js that stands for Next's: it answers what it was asked and with which headers.
const standIn = `
import http from 'node:http'
globalThis[Symbol.for('rocketdeck.shutdown')] = async () => console.log('application closed')
const { HOSTNAME, PORT, ROCKETDECK_FLAGS, ROCKETDECK_CONFIG, ROCKETDECK_VERSION } = process.env
http.createServer((request, response) => {
  if (request.url === '/slow') return setTimeout(() => response.end('slow answer'), 300)
  const environment = { HOSTNAME, PORT, ROCKETDECK_FLAGS, ROCKETDECK_CONFIG, ROCKETDECK_VERSION }
  response.end(JSON.stringify({ url: request.url, headers: request.headers, environment }))
}).listen(Number(PORT), HOSTNAME)
`

let folder = ''
const running: ChildProcess[] = []

beforeEach(() => {
  const scripts = path.dirname(fileURLToPath(import.meta.url))
  folder = mkdtempSync(path.join(tmpdir(), 'rocketdeck-serve-'))
  cpSync(path.join(scripts, 'serve.mjs'), path.join(folder, 'serve.mjs'))
  cpSync(path.join(scripts, 'support/flags.mjs'), path.join(folder, 'support/flags.mjs'))
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module", "version": "9.9.9" }')
  writeFileSync(path.join(folder, 'server.js'), standIn)
})

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

test('turns flags into the environment of the application', async () => {
  writeFileSync(path.join(folder, 'rocketdeck.yaml'), '')
  const { url, port } = await serve([
    ...['--namesrv', 'a:9876;b:9876', '--server.port=0', '--server.address', '127.0.0.1'],
    '--rocketmq.config.dataPath=/var/rocketdeck',
  ])
  const { environment } = JSON.parse((await get(`${url}/`)).body)
  expect(JSON.parse(environment.ROCKETDECK_FLAGS)).toEqual({
    namesrv: 'a:9876;b:9876',
    port: String(port),
    host: '127.0.0.1',
    data: '/var/rocketdeck',
  })
  expect(environment).toMatchObject({
    HOSTNAME: '127.0.0.1',
    PORT: String(port),
    ROCKETDECK_CONFIG: path.join(folder, 'rocketdeck.yaml'),
    ROCKETDECK_VERSION: '9.9.9',
  })
})

test('answers a malformed address with 400, the API as a problem', async () => {
  const { url } = await serve(['--port', '0', '--host', '127.0.0.1'])
  for (const address of ['/c/default/topics/%RETRY%g', '/100%', '/%C3%28']) {
    expect((await get(url + address)).status).toBe(400)
  }
  const problem = await get(`${url}/api/v1/clusters/%`)
  expect(problem.contentType).toBe('application/problem+json')
  expect(JSON.parse(problem.body)).toMatchObject({ status: 400, code: 'malformed-url' })
  const shown = async (address: string) => JSON.parse((await get(url + address)).body).url
  expect(await shown('/c/default/topics/%RETRY%g?tab=x')).toBe(
    `/c/default/bad-address?typed=${encodeURIComponent('/c/default/topics/%RETRY%g?tab=x')}`,
  )
  expect(await shown('/100%')).toBe('/bad-address?typed=%2F100%25')
  for (const address of ['/c/default/topics/%25RETRY%25g', '/%E4%B8%AD?q=100%']) {
    const answer = await get(url + address)
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body).url).toBe(address)
  }
})

test('takes an address as long as the cursor of a search over a thousand queues', async () => {
  const { url } = await serve(['--port=0', '--host=127.0.0.1'])
  const long = `/api/v1/search?cursor=${'x'.repeat(60_000)}`
  expect(JSON.parse((await get(`${url}${long}`)).body).url).toBe(long)
})

test('forgets what a client says about where it came from, unless a proxy is trusted', async () => {
  const forged = { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-proto': 'https', forwarded: 'for=1.2.3.4' }
  const plain = await serve(['--port', '0', '--host', '127.0.0.1'])
  const { headers } = JSON.parse((await get(`${plain.url}/`, forged)).body)
  expect(headers['x-forwarded-for']).toBe('127.0.0.1')
  expect(headers).not.toHaveProperty('x-forwarded-proto')
  expect(headers).not.toHaveProperty('forwarded')
  const behindProxy = await serve(['--port', '0', '--host', '127.0.0.1'], { ROCKETDECK_TRUST_PROXY: 'on' })
  expect(JSON.parse((await get(`${behindProxy.url}/`, forged)).body).headers).toMatchObject(forged)
})

test('on SIGTERM closes the application, finishes open requests and exits with 0', async () => {
  const { url, child, output } = await serve(['--port', '0', '--host', '127.0.0.1'])
  const request = http.get(`${url}/slow`)
  const body = bodyOf(request)
  // The request has been handed over when a later one is answered.
  await get(`${url}/`)
  child.kill('SIGTERM')
  expect((await body).body).toBe('slow answer')
  expect(await exitOf(child)).toBe(0)
  expect(output()).toContain('application closed')
})

test('keeps serving when the reader of its output goes away', async () => {
  const { url, child } = await serve(['--port', '0', '--host', '127.0.0.1'])
  child.stdout?.destroy()
  child.stderr?.destroy()
  expect((await get(`${url}/`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await exitOf(child)).toBe(0)
})

test('names a taken port and the remedy', async () => {
  const other = net.createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const { code, output } = await runToEnd(['--port', String(port), '--host', '127.0.0.1'])
  other.close()
  expect(code).toBe(1)
  expect(output).toMatch(new RegExp(`^Port ${port} is taken by another program: .*npm start -- --port \\d+".\\n$`))
})

test.each([
  [['--port', 'http'], '--port is "http": expected a port number from 0 to 65535.\n'],
  [['a:9876'], '"a:9876" is not a flag: expected --name value, for example --namesrv host:9876.\n'],
])('refuses %s', async (args, sentence) => {
  expect(await runToEnd(args)).toEqual({ code: 1, output: sentence })
})

test('says that there is no build', async () => {
  rmSync(path.join(folder, 'server.js'))
  expect(await runToEnd([])).toEqual({
    code: 1,
    output: 'There is no build to serve yet: run "npm run build" first.\n',
  })
})

function start(args: string[], env: Record<string, string> = {}): { child: ChildProcess; output: () => string } {
  const { PATH } = process.env
  const child = spawn(process.execPath, ['serve.mjs', ...args], {
    cwd: folder,
    env: { PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
  }
  return { child, output: () => text }
}

async function serve(args: string[], env: Record<string, string> = {}) {
  const { child, output } = start(args, env)
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /Rocketdeck listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(output())?.[1]
      if (found) resolve(Number(found))
    })
    child.once('close', (code) => reject(new Error(`serve.mjs ended with ${code}: ${output()}`)))
  })
  return { child, output, port, url: `http://127.0.0.1:${port}` }
}

async function runToEnd(args: string[]): Promise<{ code: number | null; output: string }> {
  const { child, output } = start(args)
  const code = await exitOf(child)
  return { code, output: output() }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('close', (code) => resolve(code)))
}

function get(url: string, headers: Record<string, string> = {}) {
  // The path goes out as written: fetch would repair it.
  const { hostname, port } = new URL(new URL(url.slice(0, url.indexOf('/', 8))).href)
  return bodyOf(http.get({ hostname, port, path: url.slice(url.indexOf('/', 8)), headers, agent: false }))
}

function bodyOf(request: http.ClientRequest): Promise<{ status: number; contentType: string; body: string }> {
  return new Promise((resolve, reject) => {
    request.once('error', reject)
    request.once('response', (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part
      })
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', body })
      })
    })
  })
}

// Words of the command line that are read before the application runs. Plain JavaScript for any Node >= 18.
import net from 'node:net'

/**
 * Spellings of rocketmq-console users for what is decided before server/config.ts reads the rest.
 * @type {Record<string, string>}
 */
const alias = { 'server.port': 'port', 'server.address': 'host', 'rocketmq.config.dataPath': 'data' }

/**
 * `--name value`, `--name=value`, and `--name` alone (which is "on").
 * @param {string[]} argv
 * @returns {Record<string, string>}
 * @throws {Error} one sentence
 */
export function parseFlags(argv) {
  /** @type {Record<string, string>} */
  const flags = {}
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? ''
    const match = /^--([A-Za-z][\w.-]*)(?:=(.*))?$/s.exec(word)
    if (!match?.[1]) throw new Error(`"${word}" is not a flag: expected --name value, for example --namesrv host:9876.`)
    const next = argv[i + 1]
    const takesNext = match[2] === undefined && next !== undefined && !next.startsWith('--')
    if (takesNext) i++
    flags[alias[match[1]] ?? match[1]] = match[2] ?? (takesNext ? next : 'on')
  }
  return flags
}

/**
 * Why nothing can listen there, as one sentence with its remedy; null when it is free.
 * @param {number} port
 * @param {string} host
 * @param {string} retryWith the command to which another port is appended
 * @returns {Promise<string | null>}
 */
export function portProblem(port, host, retryWith) {
  const server = net.createServer()
  return new Promise((resolve) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') {
        const other = port < 65535 ? port + 1 : port - 1
        resolve(
          `Port ${port} is taken by another program: stop that one, or choose another with "${retryWith} ${other}".`,
        )
      } else if (error.code === 'EACCES') {
        resolve(`Port ${port} may not be opened by this user: choose one above 1023 with "${retryWith} 8080".`)
      } else {
        resolve(
          `Nothing can listen on ${host}:${port} (${error.code ?? error.message}): choose an address of this machine.`,
        )
      }
    })
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)))
  })
}

/**
 * @param {string} key how the user wrote it
 * @param {string} text
 * @param {number} lowest 0 where the system may choose
 * @returns {number}
 * @throws {Error} one sentence
 */
export function parsePort(key, text, lowest = 0) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port >= lowest && port <= 65535))
    throw new Error(`${key} is "${text}": expected a port number from ${lowest} to 65535.`)
  return port
}

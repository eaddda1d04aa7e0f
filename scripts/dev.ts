// npm run dev: Next's development server with the same flags as npm start, for example -- --namesrv host:9876
import { spawn } from 'node:child_process'
import { parseFlags } from './support/flags.mjs'
import { root } from './support/run.ts'

const flags = parseFlags(process.argv.slice(2))
const port = flags.port ?? process.env.PORT ?? '3000'
const host = flags.host ?? process.env.HOST ?? '127.0.0.1'
const env = { ...process.env, ROCKETDECK_FLAGS: JSON.stringify(flags), HOSTNAME: host }
const child = spawn('next', ['dev', '--port', port, '--hostname', host], { cwd: root, env, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)))

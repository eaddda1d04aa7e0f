// npm run build: the production build, ready for npm start.
import { buildForProduction } from './support/build.ts'
import { stopChildrenOnSignal } from './support/run.ts'

stopChildrenOnSignal()
try {
  await buildForProduction({ live: true })
  console.log('\nBuilt. Serve it with: npm start -- --namesrv host:9876')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

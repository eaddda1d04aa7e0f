import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../server/store/store.ts'

/** A store in a folder of its own under the system's temporary folder; `remove` closes it and takes the folder away. */
export async function temporaryStore(): Promise<{ store: Store; folder: string; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'rocketdeck-store-'))
  const store = await openStore({ folder, key: 'ROCKETDECK_DATA' })
  const remove = async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { store, folder, remove }
}

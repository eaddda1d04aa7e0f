/** Files that a browser may be asked to keep, by the ending of their name. */
const types: Record<string, string> = {
  csv: 'text/csv;charset=utf-8',
  txt: 'text/plain;charset=utf-8',
  json: 'application/json',
  png: 'image/png',
}

/** Long enough for a browser to have read the file; its memory is given back then. */
const READ_MS = 30_000

/** Hands the reader a file. Its name may hold a topic's or group's: what no file system takes becomes `_`. */
export function saveFile(name: string, content: string | Blob): void {
  const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), READ_MS)
}

/** `%RETRY%a|b.csv` → `_RETRY_a_b.csv`. */
export function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_') || '_'
}

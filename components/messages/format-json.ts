export type JsonToken = { kind: 'key' | 'string' | 'number' | 'word' | 'mark'; text: string }
/** One line: `depth` is the indent in steps. */
export type JsonLine = { depth: number; tokens: JsonToken[] }

const FLAT_WIDTH = 60

/**
 * Lays out JSON by its text alone: every token is the characters that were sent, so that `12345678901234567890`, `1.10`
 * and a twice-named key stay what they are (parsing and writing again would change all three). Short objects and lists
 * stay on one line. Null when the text is no JSON object or list. `cut`: the text ends in the middle.
 */
export function formatJson(text: string, { cut = false }: { cut?: boolean } = {}): JsonLine[] | null {
  const tokens = tokenise(text, cut)
  if (tokens === null || tokens.length === 0) return null
  const ends = closings(tokens, cut)
  return ends === null ? null : layOut(tokens, ends)
}

const TOKEN = /\s*(?:("(?:[^"\\]|\\[\s\S])*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|([[\]{}:,]))\s*/y

function tokenise(text: string, cut: boolean): JsonToken[] | null {
  if (!/^\s*[[{]/.test(text)) return null
  const tokens: JsonToken[] = []
  const pattern = new RegExp(TOKEN)
  let at = 0
  while (at < text.length) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null) {
      if (!cut) return null
      // What is left is the beginning of a token, most often of a string.
      tokens.push({ kind: 'string', text: text.slice(at) })
      return text.slice(at).includes('\n') ? null : tokens
    }
    const [, string, number, word, mark] = match
    if (mark === ':' && tokens.at(-1)?.kind === 'string') tokens[tokens.length - 1]!.kind = 'key'
    if (string !== undefined) tokens.push({ kind: 'string', text: string })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else tokens.push({ kind: 'mark', text: mark! })
    at = pattern.lastIndex
  }
  return tokens
}

const isOpening = ({ kind, text }: JsonToken) => kind === 'mark' && (text === '{' || text === '[')
const isClosing = ({ kind, text }: JsonToken) => kind === 'mark' && (text === '}' || text === ']')

/** Index of the closing bracket of each opening one (the end, where the text is cut); null when they do not fit. */
function closings(tokens: readonly JsonToken[], cut: boolean): Map<number, number> | null {
  const ends = new Map<number, number>()
  const open: number[] = []
  for (const [index, token] of tokens.entries()) {
    if (isOpening(token)) open.push(index)
    if (!isClosing(token)) continue
    const from = open.pop()
    if (from === undefined || tokens[from]!.text + token.text === '{]' || tokens[from]!.text + token.text === '[}') {
      return null
    }
    ends.set(from, index)
    if (open.length === 0 && index < tokens.length - 1) return null
  }
  if (open.length > 0 && !cut) return null
  return ends
}

function layOut(tokens: readonly JsonToken[], ends: ReadonlyMap<number, number>): JsonLine[] {
  const lines: JsonLine[] = []
  let line: JsonLine = { depth: 0, tokens: [] }
  const next = (depth: number) => {
    if (line.tokens.length > 0) lines.push(line)
    line = { depth: Math.max(0, depth), tokens: [] }
  }
  let depth = 0
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!
    const end = ends.get(index)
    if (end !== undefined && fits(tokens, index, end)) {
      line.tokens.push(...tokens.slice(index, end + 1))
      index = end
    } else if (isOpening(token)) {
      line.tokens.push(token)
      next(++depth)
    } else if (isClosing(token)) {
      next(--depth)
      line.tokens.push(token)
    } else {
      line.tokens.push(token)
      if (token.kind === 'mark' && token.text === ',') next(depth)
    }
  }
  next(0)
  return lines
}

/** The outermost bracket is always opened; what is in it stays on one line when it is short. */
function fits(tokens: readonly JsonToken[], from: number, end: number): boolean {
  if (end === from + 1) return true
  if (from === 0 || end - from > FLAT_WIDTH) return false
  let width = 0
  for (let index = from; index <= end; index++) {
    width += tokens[index]!.text.length + 1
    if (width > FLAT_WIDTH) return false
  }
  return true
}

/** The space that a line draws before one of its tokens. */
export function spaceBefore(token: JsonToken, previous: JsonToken | undefined): string {
  if (previous === undefined || token.text === ',' || token.text === ':') return ''
  if (previous.kind === 'mark' && (previous.text === ':' || previous.text === ',')) return ' '
  if (previous.text === '{' && previous.kind === 'mark' && !isClosing(token)) return ' '
  if (token.text === '}' && token.kind === 'mark' && previous.text !== '{') return ' '
  return ''
}

/** A line as text, indented; what is copied out of the page. */
export function jsonLineText({ depth, tokens }: JsonLine): string {
  return indent(depth) + tokens.map((token, index) => spaceBefore(token, tokens[index - 1]) + token.text).join('')
}

// Deeper than this the indent stops growing: a body of 100,000 brackets stays a page.
const MAX_INDENT = 40
export const indent = (depth: number): string => '  '.repeat(Math.min(depth, MAX_INDENT))

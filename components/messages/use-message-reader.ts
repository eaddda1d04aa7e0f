import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { stream } from '@/lib/api/stream'
import type { InputOf } from '@/lib/contract/endpoint'
import { findMessage, searchMessages, tailMessages } from '@/lib/contract/message-search'
import { MessageReader } from './message-reader'

export type SearchInput = Omit<InputOf<typeof searchMessages>, 'cursor'>
export type TailInput = InputOf<typeof tailMessages>

const MOST_FOUND = 5_000
const MOST_TAILED = 500

/** A search that begins with the page, and anew with another `input`; it stops when the page is left. */
export const useMessageSearch = (input: SearchInput) => usePaged(searchMessages, input)

/** A message ID looked for in every topic. */
export const useMessageFind = (input: Omit<InputOf<typeof findMessage>, 'cursor'>) => usePaged(findMessage, input)

/** New messages of a topic while the page is open. */
export function useMessageTail(input: TailInput) {
  return useReader(
    JSON.stringify(input),
    (key) =>
      new MessageReader((_, signal) => stream(tailMessages, JSON.parse(key) as TailInput, signal), {
        most: MOST_TAILED,
        newestOnTop: true,
      }),
  )
}

/** What goes on with a cursor where it ended. */
function usePaged<E extends typeof searchMessages | typeof findMessage>(
  endpoint: E,
  input: Omit<InputOf<E>, 'cursor'>,
) {
  return useReader(JSON.stringify(input), (key) => {
    const asked = JSON.parse(key) as InputOf<E>
    return new MessageReader(
      (cursor, signal) => stream(endpoint, cursor === undefined ? asked : { ...asked, cursor }, signal),
      { most: MOST_FOUND },
    )
  })
}

function useReader(key: string, make: (key: string) => MessageReader) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what it asks; `make` reads nothing else
  const reader = useMemo(() => make(key), [key])
  useEffect(() => {
    void reader.start()
    return () => reader.stop()
  }, [reader])
  const state = useSyncExternalStore(
    reader.subscribe,
    () => reader.state,
    () => reader.state,
  )
  return { state, reader }
}

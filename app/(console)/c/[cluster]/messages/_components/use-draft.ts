import { useState } from 'react'

/** What is being typed into a form; it begins anew when the address says something else. */
export function useDraft<Draft extends object>(given: Draft): [Draft, (part: Partial<Draft>) => void] {
  const key = JSON.stringify(given)
  const [draft, setDraft] = useState({ key, value: given })
  const fresh = draft.key === key ? draft.value : given
  return [fresh, (part) => setDraft({ key, value: { ...fresh, ...part } })]
}

'use client'

import { parseAsString, useQueryState } from 'nuqs'
import { useEndpoint } from '@/components/layout/use-endpoint'
import { readTrace } from '@/lib/contract/traces'
import { STANDARD_TRACE_TOPIC, type TraceQuestion, traceInput } from './trace-question'

/** The trace topic that the address names, the standard one without. */
export function useTraceTopic() {
  const [named, setNamed] = useQueryState('traceTopic', parseAsString.withOptions({ history: 'replace' }))
  const traceTopic = named === null || named === '' ? STANDARD_TRACE_TOPIC : named
  const setTraceTopic = (name: string) =>
    void setNamed(name.trim() === '' || name.trim() === STANDARD_TRACE_TOPIC ? null : name.trim())
  return [traceTopic, setTraceTopic] as const
}

/** The trace of a message, asked once; with `enabled` false only what another part of the page has asked for. */
export function useTrace(question: TraceQuestion, traceTopic: string, enabled: boolean) {
  return useEndpoint(readTrace, traceInput(question, traceTopic), { once: true, enabled })
}

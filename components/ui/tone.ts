import { Check, CircleQuestionMark, type LucideIcon, OctagonX, TriangleAlert, Unplug } from 'lucide-react'

/** What a state means; `offline` is a warning with a word and icon of its own. */
export type Tone = 'ok' | 'warning' | 'danger' | 'unknown' | 'offline'

/** A state is never a colour alone: this is its icon. */
export const toneIcons: Record<Tone, LucideIcon> = {
  ok: Check,
  warning: TriangleAlert,
  danger: OctagonX,
  unknown: CircleQuestionMark,
  offline: Unplug,
}

/** One sample of several series at one moment, as the live API gives it. Null is a gap: nobody answered. */
export interface SamplePoint {
  /** ISO 8601 UTC. */
  at: string
  values: Readonly<Record<string, number | null>>
  /** Names of values that are lower bounds: a part of the sum did not answer. */
  atLeast: readonly string[]
}

/** A time without a (whole) answer, and whose. No targets: nothing was collected. */
export interface SampleGap {
  from: string
  /** Null: it lasts. */
  to: string | null
  targets: readonly string[]
}

/** One thing to draw. */
export interface ChartSeries {
  /** Key in the sample's values. */
  key: string
  /** Written in table, tooltip and summary. */
  label: string
  /** Unit behind the value at the end of the line: `in /s`. Default the label. */
  endLabel?: string
  /** in, out and lag keep their colours on every chart; 1…8 for more things, in order; grey for the sum of the rest. */
  color: 'in' | 'out' | 'lag' | 'others' | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
  /** Lag is an area. */
  shape?: 'line' | 'area'
}

/** A moment of a prepared chart: milliseconds, then each series twice, whole and at least. */
export interface ChartRow {
  atMs: number
  /** Whole sums, by series key. */
  whole: Readonly<Record<string, number | null>>
  /** Lower bounds, by series key; never joined to the whole line: the step is not a real fall. */
  atLeast: Readonly<Record<string, number | null>>
}

export interface ChartBand {
  fromMs: number
  toMs: number
  /** Whose answer is missing; none: nothing was collected. */
  targets: readonly string[]
  /** It reaches the right edge and lasts. */
  open: boolean
}

/** The value at the right end of a line. */
export interface ChartEnd {
  key: string
  /** Null: unknown now. */
  value: number | null
  atLeast: boolean
  /** The reader has switched its line off. */
  hidden: boolean
  /** Where its label stands, as a part of the plot's height from the top, moved apart from the others. */
  top: number
}

export interface PreparedChart {
  fromMs: number
  toMs: number
  rows: readonly ChartRow[]
  bands: readonly ChartBand[]
  ends: readonly ChartEnd[]
  /** From 0 to the top of the y axis. */
  yTicks: readonly number[]
  xTicks: readonly number[]
  /** There is something to draw. */
  hasData: boolean
}

import { type FormatLocale, unitWords } from './units'

const exact = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** A whole number with comma thousands, in both languages: `18,204`. Null in, null out. */
export function formatCount(value: number, locale?: FormatLocale): string
export function formatCount(value: number | null, locale?: FormatLocale): string | null
export function formatCount(value: number | null): string | null {
  return value === null || !Number.isFinite(value) ? null : minus(exact.format(value))
}

/**
 * The same in at most four digits, `82.9 M`, for where there is no room; below 100,000 it is the exact number.
 * Show the exact one on hover (`isShortened` tells whether they differ).
 */
export function formatShort(value: number): string
export function formatShort(value: number | null): string | null
export function formatShort(value: number | null): string | null {
  if (value === null || !Number.isFinite(value)) return null
  const size = Math.abs(value)
  if (size < 100_000) return formatCount(value)
  const [unit, by] =
    size >= 999_950_000_000
      ? (['T', 1e12] as const)
      : size >= 999_950_000
        ? (['G', 1e9] as const)
        : (['M', 1e6] as const)
  return `${minus((value / by).toFixed(1))} ${unit}`
}

/** Whether `formatShort` says less than `formatCount`. */
export function isShortened(value: number | null): boolean {
  return value !== null && Math.abs(value) >= 100_000
}

/** A tick on an axis: `0`, `800`, `2.5 k`, `24 k`, `1.2 M`. */
export function formatTick(value: number): string {
  const size = Math.abs(value)
  const [by, unit] =
    size >= 1e9
      ? ([1e9, ' G'] as const)
      : size >= 1e6
        ? ([1e6, ' M'] as const)
        : size >= 1e3
          ? ([1e3, ' k'] as const)
          : ([1, ''] as const)
  return minus(String(Number((value / by).toPrecision(4)))) + unit
}

/** Per-second number without its unit (a column head has it): one decimal below 10, else whole: `0.4`, `312`, `9,852`. */
export function formatRate(perSecond: number): string
export function formatRate(perSecond: number | null): string | null
export function formatRate(perSecond: number | null): string | null {
  if (perSecond === null || !Number.isFinite(perSecond)) return null
  const tenths = Math.round(Math.abs(perSecond) * 10) / 10
  if (tenths === 0 || tenths >= 10 || Number.isInteger(tenths)) return formatCount(Math.round(perSecond))
  return minus((Math.sign(perSecond) * tenths).toFixed(1))
}

/** Per-second number with its unit: `312 /s`. */
export function formatRateUnit(perSecond: number, locale: FormatLocale): string
export function formatRateUnit(perSecond: number | null, locale: FormatLocale): string | null
export function formatRateUnit(perSecond: number | null, locale: FormatLocale): string | null {
  const rate = formatRate(perSecond)
  return rate === null ? null : `${rate} ${unitWords[locale].perSecond}`
}

/** Bytes in binary steps, three digits: `0 B`, `231 B`, `1.4 KB`, `148 MB`, `2.05 TB`. */
export function formatBytes(bytes: number): string
export function formatBytes(bytes: number | null): string | null
export function formatBytes(bytes: number | null): string | null {
  if (bytes === null || !Number.isFinite(bytes)) return null
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']
  let size = Math.abs(bytes)
  let step = 0
  // 999.5 and more would be written with four digits.
  while (size >= 999.5 && step < units.length - 1) {
    size /= 1024
    step++
  }
  const digits = step === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2
  return `${bytes < 0 ? '−' : ''}${trimZeros(size.toFixed(digits))} ${units[step]}`
}

/** A part of one as `78 %`; below one per cent, but not nothing, `<1 %`. */
export function formatPercent(ratio: number): string
export function formatPercent(ratio: number | null): string | null
export function formatPercent(ratio: number | null): string | null {
  if (ratio === null || !Number.isFinite(ratio)) return null
  const percent = ratio * 100
  if (percent > 0 && percent < 1) return '<1 %'
  return `${minus(String(Math.round(percent)))} %`
}

function minus(text: string): string {
  return text === '-0' ? '0' : text.replace('-', '−')
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

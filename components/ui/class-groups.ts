import { createTailwindMerge } from 'tailwind-merge'

const any = () => true
const number = (value: string) => /^\d/.test(value)
const bracketed = (value: string) => value.startsWith('[')
const bracketedNumber = (value: string) => /^\[-?\.?\d/.test(value)
const bracketedGradient = (value: string) => /^\[(repeating-)?(linear|radial|conic)-gradient\(/.test(value)

const sides = ['t', 'r', 'b', 'l', 'x', 'y'] as const
const corners = ['t', 'r', 'b', 'l', 'tl', 'tr', 'br', 'bl'] as const
/** `p`, `pt` … each take anything. */
const boxGroups = (name: 'p' | 'm') =>
  Object.fromEntries(['', ...sides].map((side) => [`${name}${side}`, [{ [`${name}${side}`]: [any] }]]))
const boxConflicts = (name: string) => ({
  [name]: sides.map((side) => `${name}${side}`),
  [`${name}x`]: [`${name}r`, `${name}l`],
  [`${name}y`]: [`${name}t`, `${name}b`],
})
const plain = (...names: string[]) => Object.fromEntries(names.map((name) => [name, [{ [name]: [any] }]]))

/**
 * Which utilities set the same thing, of those that this console uses: tailwind-merge's own table is three times as large.
 * The test compares the two over every class in the sources.
 */
export const mergeClasses = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    display: [
      ...['block', 'inline-block', 'inline', 'flex', 'inline-flex', 'grid', 'inline-grid', 'contents', 'hidden'],
      ...['table', 'inline-table', 'table-cell', 'table-row', 'flow-root', 'list-item'],
    ],
    'container-type': ['@container'],
    'container-named': [(value: string) => /^@container(-[^/]+)?\/.+/.test(value)],
    sr: ['sr-only', 'not-sr-only'],
    position: ['static', 'fixed', 'absolute', 'relative', 'sticky'],
    visibility: ['visible', 'invisible', 'collapse'],
    ...plain('inset', 'inset-x', 'inset-y', 'top', 'right', 'bottom', 'left', 'z'),
    'flex-direction': [{ flex: ['row', 'row-reverse', 'col', 'col-reverse'] }],
    'flex-wrap': [{ flex: ['nowrap', 'wrap', 'wrap-reverse'] }],
    flex: [{ flex: [any] }],
    grow: [{ grow: ['', any] }],
    shrink: [{ shrink: ['', any] }],
    ...plain('basis', 'order', 'grid-cols', 'grid-rows', 'auto-cols', 'auto-rows', 'col', 'row'),
    'grid-flow': [{ 'grid-flow': [any] }],
    ...plain('gap', 'gap-x', 'gap-y', 'justify-items', 'justify-self', 'items', 'self', 'place-items', 'place-content'),
    'justify-content': [{ justify: [any] }],
    'align-content': [
      { content: ['normal', 'center', 'start', 'end', 'between', 'around', 'evenly', 'baseline', 'stretch'] },
    ],
    content: [{ content: ['none', bracketed] }],
    ...boxGroups('p'),
    ...boxGroups('m'),
    ...plain('size', 'w', 'h', 'min-w', 'max-w', 'min-h', 'max-h'),
    'font-size': [{ text: ['micro', 'small', 'body', 'lead', 'title', 'readout', bracketedNumber] }],
    'text-alignment': [{ text: ['left', 'center', 'right', 'justify', 'start', 'end'] }],
    'text-wrap': [{ text: ['wrap', 'nowrap', 'balance', 'pretty'] }],
    'text-overflow': ['truncate', 'text-ellipsis', 'text-clip'],
    'text-color': [{ text: [any] }],
    'font-weight': [{ font: ['normal', 'medium', 'semibold', 'bold', bracketed] }],
    'font-family': [{ font: [any] }],
    'fvn-normal': ['normal-nums'],
    'fvn-spacing': ['proportional-nums', 'tabular-nums'],
    ...plain('tracking', 'leading', 'whitespace', 'break', 'wrap', 'align'),
    'text-decoration': ['underline', 'overline', 'line-through', 'no-underline'],
    'text-decoration-style': [{ decoration: ['solid', 'double', 'dotted', 'dashed', 'wavy'] }],
    'text-decoration-color': [{ decoration: [any] }],
    'underline-offset': [{ 'underline-offset': [any] }],
    'bg-image': [{ bg: ['none', bracketedGradient] }],
    'bg-color': [{ bg: [any] }],
    rounded: [{ rounded: ['', any] }],
    ...Object.fromEntries(corners.map((at) => [`rounded-${at}`, [{ [`rounded-${at}`]: ['', any] }]])),
    'border-w': [{ border: ['', number, bracketedNumber] }],
    ...Object.fromEntries(sides.map((at) => [`border-w-${at}`, [{ [`border-${at}`]: ['', number, bracketedNumber] }]])),
    'border-style': [{ border: ['solid', 'dashed', 'dotted', 'double', 'hidden', 'none'] }],
    'border-collapse': [{ border: ['collapse', 'separate'] }],
    'border-spacing': [{ 'border-spacing': [any] }],
    'border-color': [{ border: [any] }],
    ...Object.fromEntries(sides.map((at) => [`border-color-${at}`, [{ [`border-${at}`]: [any] }]])),
    'outline-style': [{ outline: ['solid', 'dashed', 'dotted', 'double', 'none', 'hidden'] }],
    'outline-offset': [{ 'outline-offset': [any] }],
    'outline-w': [{ outline: ['', number, bracketedNumber] }],
    'outline-color': [{ outline: [any] }],
    shadow: [{ shadow: ['', 'none', bracketed] }],
    'shadow-color': [{ shadow: [any] }],
    'inset-ring-w': [{ 'inset-ring': ['', number, bracketedNumber] }],
    'inset-ring-color': [{ 'inset-ring': [any] }],
    ...plain('opacity', 'animate', 'duration', 'ease', 'translate', 'translate-x', 'translate-y', 'rotate', 'cursor'),
    transition: [{ transition: ['', any] }],
    'pointer-events': [{ 'pointer-events': [any] }],
    ...plain('select', 'overflow', 'overflow-x', 'overflow-y', 'fill', 'touch'),
    'table-layout': [{ table: ['auto', 'fixed'] }],
    'stroke-w': [{ stroke: [number, bracketedNumber] }],
    stroke: [{ stroke: [any] }],
  },
  conflictingClassGroups: {
    overflow: ['overflow-x', 'overflow-y'],
    inset: ['inset-x', 'inset-y', 'top', 'right', 'bottom', 'left'],
    'inset-x': ['right', 'left'],
    'inset-y': ['top', 'bottom'],
    flex: ['basis', 'grow', 'shrink'],
    gap: ['gap-x', 'gap-y'],
    ...boxConflicts('p'),
    ...boxConflicts('m'),
    size: ['w', 'h'],
    'font-size': ['leading'],
    'fvn-normal': ['fvn-spacing'],
    'fvn-spacing': ['fvn-normal'],
    rounded: corners.map((at) => `rounded-${at}`),
    'rounded-t': ['rounded-tl', 'rounded-tr'],
    'rounded-r': ['rounded-tr', 'rounded-br'],
    'rounded-b': ['rounded-br', 'rounded-bl'],
    'rounded-l': ['rounded-tl', 'rounded-bl'],
    'border-w': sides.map((at) => `border-w-${at}`),
    'border-w-x': ['border-w-r', 'border-w-l'],
    'border-w-y': ['border-w-t', 'border-w-b'],
    'border-color': sides.map((at) => `border-color-${at}`),
    'border-color-x': ['border-color-r', 'border-color-l'],
    'border-color-y': ['border-color-t', 'border-color-b'],
    translate: ['translate-x', 'translate-y'],
    'container-named': ['container-type'],
  },
  conflictingClassGroupModifiers: { 'font-size': ['leading'] },
  postfixLookupClassGroups: ['container-type'],
  orderSensitiveModifiers: [
    '*',
    '**',
    'after',
    'backdrop',
    'before',
    'details-content',
    'file',
    'first-letter',
    'first-line',
    'marker',
    'placeholder',
    'selection',
  ],
}))

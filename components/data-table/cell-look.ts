import type { TableColumn } from './columns'

/** Numbers stand right, in narrow figures of one width. */
export function alignLook<Row>(column: TableColumn<Row>): string {
  if (column.align === 'right') return 'text-right'
  return column.align === 'center' ? 'text-center' : 'text-left'
}

export function hiddenOnPhone<Row>(column: TableColumn<Row>): string {
  return column.hideOnPhone ? 'max-desk:hidden' : ''
}

/** The name column, pinned while the others scroll under it. */
export const pinnedLook = 'sticky left-0 z-2 shadow-[1px_0_0_var(--line-2)]'

import type { TableColumn } from './columns'

/** Numbers stand right, in narrow figures of one width. */
export function alignLook<Row>(column: TableColumn<Row>): string {
  if (column.align === 'right') return 'text-right'
  return column.align === 'center' ? 'text-center' : 'text-left'
}

export function hiddenOnPhone<Row>(column: TableColumn<Row>): string {
  return column.hideOnPhone ? 'max-desk:hidden' : ''
}

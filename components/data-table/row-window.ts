/** Rows that are drawn, both ends included; from 0. */
export interface DrawnRows {
  first: number
  last: number
}

/** So many rows over and under those in sight are drawn at least. */
const SPARE_ROWS = 8
/** Ends move by so many rows at once, so that most scrolling draws nothing. */
const STEP_ROWS = 8

/** Which rows to draw at a place of the scroll, of `count` rows of one height. */
export function drawnRows(place: { top: number; height: number }, rowHeight: number, count: number): DrawnRows {
  const down = (row: number) => Math.floor(row / STEP_ROWS) * STEP_ROWS
  const inSight = rowsInSight(place, rowHeight, count)
  return {
    first: Math.max(0, down(inSight.first - SPARE_ROWS)),
    last: Math.min(count, down(inSight.last + SPARE_ROWS) + STEP_ROWS) - 1,
  }
}

/** Which rows can be seen there. */
export function rowsInSight(place: { top: number; height: number }, rowHeight: number, count: number): DrawnRows {
  const within = (row: number) => Math.min(Math.max(0, row), Math.max(0, count - 1))
  return {
    first: within(Math.round(place.top / rowHeight)),
    last: within(Math.ceil((place.top + place.height) / rowHeight)),
  }
}

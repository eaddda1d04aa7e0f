interface Fit {
  /** The table's own class. */
  name: string
  /** Pixels it needs, and needs without the columns that a phone leaves out. */
  width: number
  phoneWidth: number
  /** It has so many rows that it scrolls in itself in any case. */
  many: boolean
}

/**
 * When a table scrolls in itself, as CSS: the server's page is right before the first script runs, and nothing moves when
 * it does. Where it fits, the page scrolls and the head sticks to the bar; where not, head and names are pinned inside. On paper
 * nothing scrolls.
 */
export function fitCss({ name, width, phoneWidth, many }: Fit): string {
  const scrolls =
    `.${name}{position:relative;overflow:auto;max-height:calc(100dvh - var(--bar-h) - 120px);scroll-padding-top:28px}` +
    // Heads stick to the top of the table instead of to the bar.
    `.${name} thead{--bar-h:0px}`
  const pinned =
    `.${name} :is(th,td):first-child{position:sticky;left:0;z-index:2;box-shadow:1px 0 0 var(--line-2)}` +
    `.${name} thead th:first-child{z-index:4}.${name} td:last-child:not(:first-child){box-shadow:none}`
  const whenTooWide = (rules: string) =>
    `@media screen and (width>=761px){@container dt (width<${width}px){${rules}}}` +
    `@media screen and (width<761px){@container dt (width<${phoneWidth}px){${rules}}}`
  return many ? `@media screen{${scrolls}}${whenTooWide(pinned)}` : whenTooWide(scrolls + pinned)
}

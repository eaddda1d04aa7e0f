/**
 * A topic, group or broker name as one part of a path. RocketMQ names hold `%` and `|` (`%RETRY%g`): encode once here,
 * decode once in `nameFromPage`, never in a route handler (Next has decoded there already).
 */
export function nameInPath(name: string): string {
  return encodeURIComponent(name)
}

/**
 * A name from the params of a page or layout, or from `useParams`, which are still encoded. A hand-typed address may
 * hold a broken escape: then the text is taken as it stands.
 */
export function nameFromPage(param: string): string {
  try {
    return decodeURIComponent(param)
  } catch {
    return param
  }
}

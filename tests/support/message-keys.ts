/** What one source asks of the messages: keys it names, and beginnings of keys it completes at run time. */
export type KeyUse = { keys: string[]; prefixes: string[]; unclear: string[] }

/**
 * Finds `const t = useTranslations('nav')` (or getTranslations) and the calls `t('key')`, `t.rich('key')`,
 * `` t(`state.${x}`) ``. In a file that gives one name to several namespaces, a key counts for those in which
 * `exists` knows it (`begins` for a beginning). Calls with a variable are `unclear`.
 */
export function keyUses(
  text: string,
  exists: (key: string) => boolean,
  begins: (prefix: string) => boolean = () => true,
): KeyUse {
  const use: KeyUse = { keys: [], prefixes: [], unclear: [] }
  const namespaces = new Map<string, Set<string>>()
  const declaration = /\b(\w+)\s*=\s*(?:await\s+)?(?:use|get)Translations(?:<[^>]*>)?\(\s*(?:'([^']*)')?\s*\)/g
  for (const [, name = '', namespace = ''] of text.matchAll(declaration)) {
    namespaces.set(name, (namespaces.get(name) ?? new Set()).add(namespace))
  }
  for (const [name, spaces] of namespaces) {
    const call = new RegExp(
      `(?<![\\w.$])${name}(?:\\.(?:rich|raw|markup|has))?\\(\\s*(?:'([^']+)'|\`([^\`]*)\`|([^)\\s][^)]*))`,
      'g',
    )
    for (const [, literal, template, other] of text.matchAll(call)) {
      const full = (key: string) => [...spaces].map((space) => (space ? `${space}.${key}` : key))
      const fixed = literal ?? (template?.includes('${') ? undefined : template)
      if (fixed !== undefined) {
        const known = full(fixed).filter(exists)
        use.keys.push(...(known.length > 0 ? known : full(fixed).slice(0, 1)))
      } else if (template !== undefined) {
        const beginnings = full(template.slice(0, template.indexOf('${')))
        const known = beginnings.filter(begins)
        use.prefixes.push(...(known.length > 0 ? known : beginnings.slice(0, 1)))
      } else if (other !== undefined) {
        use.unclear.push(`${name}(${other})`)
        const chosen = [...other.matchAll(/[?:]\s*'([^']+)'/g)].flatMap(([, key = '']) => full(key))
        use.keys.push(...chosen.filter(exists))
      }
    }
  }
  return use
}

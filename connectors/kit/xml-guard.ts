/** Whether elements stand inside each other deeper than this: parsers recurse while they build, so it is judged before. */
export function isTooDeep(xml: string, depthAtMost: number): boolean {
  let depth = 0
  for (const [tag] of xml.matchAll(/<\/?[\p{L}_][^<>]*>/gu)) {
    if (tag.startsWith('</')) depth -= 1
    else if (!tag.endsWith('/>')) depth += 1
    if (depth > depthAtMost) return true
  }
  return false
}

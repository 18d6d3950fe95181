/** The short name of a connection for commands, made from its address. */

const LONGEST = 50

/** `moodle` and `https://lms.tspu.example/moodle` → `moodle-lms-tspu-example`; a number is added while it is taken. */
export function nameFor(type: string, url: unknown, taken: ReadonlySet<string>): string {
  const host = typeof url === 'string' && URL.canParse(url) ? new URL(url).hostname : ''
  const base =
    `${type}-${host}`
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, LONGEST)
      .replace(/^-+|-+$/g, '') || 'source'
  let name = base
  for (let n = 2; taken.has(name); n++) name = `${base}-${n}`
  return name
}

/** A list of participants (ведомость) as people paste it: a name a line, then hours or an absence. Pure. */
import { type Hours, InvalidHoursError, parseHours } from '../hours.ts'
import { searchKey } from '../names/search-key.ts'

export interface RosterLine {
  /** As it was typed. */
  name: string
  absent: boolean
  /** Of this person alone; absent: those of the act. */
  hours?: Hours
}

export interface Named {
  id: string
  familyName: string
  givenName: string
  patronymic?: string
}

/** `none`: nobody is called so; `several`: more than one is. */
export type RosterMatch = RosterLine & ({ id: string } | { unknown: 'none' | 'several' })

const ABSENT = /^(н|нет|н\/я|неявка|отсутств\S*|absent|no)\.?$/i

/** «Ковалёва Анна Сергеевна; 6» or «Баранов И. Л.; н»; empty lines and leading numbers («12.») are left out. */
export function parseRoster(text: string): RosterLine[] {
  return text.split(/\r?\n/).flatMap(line => {
    const [name = '', ...marks] = line
      .replace(/^\s*\d+[.)]?\s+/, '')
      .split(/[;\t]/)
      .map(part => part.trim())
    if (!name) return []
    const mark = marks.find(part => part !== '') ?? ''
    const hours = hoursOf(mark)
    return [{ name, absent: ABSENT.test(mark), ...(hours !== undefined && { hours }) }]
  })
}

function hoursOf(mark: string): Hours | undefined {
  try {
    return mark === '' ? undefined : parseHours(mark.replace(/\s*(ч|час\S*|h)\.?$/i, ''))
  } catch (error) {
    if (error instanceof InvalidHoursError) return undefined
    throw error
  }
}

const words = (text: string): string[] =>
  searchKey(text)
    .split(/[^\p{L}-]+/u)
    .filter(Boolean)

/** Whether a typed name fits: the family name whole, of the others as much as was typed («И.» fits «Иван»). */
function fits(typed: readonly string[], person: Named): boolean {
  const [family, ...rest] = typed
  const known = [person.givenName, person.patronymic ?? ''].flatMap(words)
  return (
    words(person.familyName).join(' ') === family &&
    rest.every((part, i) => (part.length === 1 ? known[i]?.startsWith(part) : known[i] === part))
  )
}

/** Each line with the person it means, never by guess: where two fit, neither is taken. */
export function matchRoster(lines: readonly RosterLine[], people: readonly Named[]): RosterMatch[] {
  return lines.map(line => {
    const found = people.filter(person => fits(words(line.name), person))
    const [only] = found
    if (only && found.length === 1) return { ...line, id: only.id }
    return { ...line, unknown: found.length === 0 ? ('none' as const) : ('several' as const) }
  })
}

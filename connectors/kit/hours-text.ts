/**
 * Hours as people write them: «36,5 ч.», «24 ч. (в т. ч. 8 ч. практики)», «1 036,5», «36 часов», «2 з.е.».
 *
 * One number is read or none: a text with two numbers that are not told apart is left to a person.
 */
import type { HoursUnit } from '../record.ts'

export interface HoursText {
  /**
   * Decimal with a point and no needless zeros, e.g. `"36.5"`; a negative number is a value too, `"-4"`: the caller
   * refuses it by name. `null` if the text is empty or words.
   */
  value: string | null
  /** `null` if the text names none. */
  unit: HoursUnit | null
  /** The text verbatim. */
  raw: string
}

const spaces = /[\s\u00a0\u2007\u2009\u202f\u2060\ufeff]+/g
const ofWhich = /[,;]?\s*(?:\(|\[|в\s*т\.?\s*ч\.?|в том числе|из них|из которых).*$/
const leadIn = /^(?:об[ъь][её]м|всего|итого|трудо[её]мкость|количество часов|кол-во часов)\s*[:—–-]?\s*/
/** A hyphen, the mathematical minus or a dash that people type for one. */
const wholeText = /^([-−–] ?)?(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))? ?(\D*)$/

const units: [RegExp, HoursUnit][] = [
  [/^(?:зет|з\.? ?е\.?|з\.? ?ед\.?|зач[её]тн[а-я]+ единиц[а-я]*|credits?|кредит[а-я]*)$/, 'zet36'],
  [/^(?:астр[а-я]*\.? ?(?:ч\.?|час\.?|часа|часов)|ч[а-я]*\.? астр[а-я]*\.?)$/, 'h60'],
  [/^(?:(?:ак|акад)[а-я]*\.? ?(?:ч\.?|час\.?|часа|часов)|(?:ч|час)[а-я]*\.? ак[а-я]*\.?)$/, 'ac45'],
]
const plainHours = /^(?:ч\.?|час\.?|часа|часов|часы|h|hrs?\.?|hours?)?\.?$/

/** @returns the number, the unit if named, and the text itself; never throws */
export function parseHoursText(raw: string): HoursText {
  const text = plainText(raw).replace(leadIn, '').replace(ofWhich, '').trim()
  const match = wholeText.exec(text)
  const unit = match ? unitOf((match[4] ?? '').trim()) : undefined
  if (!match || unit === undefined) return { value: null, unit: null, raw }
  const value = decimal((match[2] ?? '').replaceAll(' ', ''), match[3] ?? '')
  return { value: match[1] && value !== '0' ? `-${value}` : value, unit, raw }
}

/** A text area gives HTML: tags and the commonest entity go, spaces become one plain space. */
function plainText(raw: string): string {
  return raw
    .slice(0, 500)
    .replace(/<[^<>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(spaces, ' ')
    .trim()
    .toLowerCase()
}

/** `undefined` if the words after the number are not a unit of time. */
function unitOf(words: string): HoursUnit | null | undefined {
  for (const [pattern, unit] of units) if (pattern.test(words)) return unit
  return plainHours.test(words) ? null : undefined
}

function decimal(whole: string, fraction: string): string {
  const left = whole.replace(/^0+(?=\d)/, '')
  const right = fraction.replace(/0+$/, '')
  return right ? `${left}.${right}` : left
}

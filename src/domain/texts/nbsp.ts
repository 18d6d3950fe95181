/** Non-breaking spaces (неразрывные пробелы), set once over a finished text. */
const NBSP = '\u00a0'

/** Units and words that stay with the number before them. */
const UNITS =
  'ч|час|часа|часов|%|дн|день|дня|дней|год|года|лет|мин|с|мс|КБ|МБ|h|hour|hours|ms|KB|MB|' +
  'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря'

const STEPS: readonly [RegExp, string][] = [
  // a number and its unit, a day and its month
  [new RegExp(`(\\d)[ ](?=(?:${UNITS})(?![\\p{L}\\p{N}]))`, 'gu'), `$1${NBSP}`],
  // №, п., пп., ст., No., cl. and what they number
  [/(№|(?<![\p{L}])(?:п|пп|ст|стр|cl|cll|No)\.) (?=[\d«{])/gu, `$1${NBSP}`],
  // the dash stays with the word before it
  [/ (?=[—–](?:\s|$))/gu, NBSP],
  // initials stay with the surname: «Ковалёва А. С.»
  [/(\p{Lu}\.) (?=\p{Lu}\.)/gu, `$1${NBSP}`],
  [/(\p{Ll}) (?=\p{Lu}\.(?:\s|\u00a0)?\p{Lu}\.)/gu, `$1${NBSP}`],
  // prepositions and conjunctions of one or two letters stay with the word after them (twice: «и в школе»)
  [/(?<![\p{L}\p{N}]|\d\u00a0)([а-яё]{1,2}) (?=[\p{L}\p{N}«"“])/giu, `$1${NBSP}`],
  [/(?<![\p{L}\p{N}]|\d\u00a0)([а-яё]{1,2}) (?=[\p{L}\p{N}«"“])/giu, `$1${NBSP}`],
]

/** Ties words that must not part at a line's end; text only, never markup. Twice gives the same as once. */
export function nbsp(text: string): string {
  return STEPS.reduce((tied, [pattern, replacement]) => tied.replace(pattern, replacement), text)
}

import { counted } from '../nouns.ts'
import type { Words } from '../ru.ts'

const n = counted('en')

export const schedule: Words['schedule'] = {
  intro: 'Everything is filled in already: change only what has to be otherwise.',
  every: 'Import every so many minutes',
  everyHint: minutes => `From 5 to 10,080. Empty: as on the whole site, ${minutes}.`,
  full: 'A full import every so many days',
  fullHint:
    'Reads again the dates of records that are imported already. From 0 to 365; 0: only by the button.',
  overlap: 'Read a date again when its record is so many days old',
  overlapHint:
    'The date of a new record may still be corrected on the site. From 0 to 30; 0: it is not read again.',
  ceiling: 'How many records of 100 may disappear at once',
  ceilingHint: 'If more have, nothing is withdrawn until you decide.',
  timeZone: 'Time zone of dates',
  timeZoneHint: 'For example Asia/Tomsk. Empty: that of the organisation.',
  measured: 'Count measured time where no hours are stated',
  estimated: 'Count hours that the source itself only estimates',
  wrong: {
    pullEveryMinutes: 'Give a number of minutes from 5 to 10,080, or leave the field empty',
    fullEveryDays: 'Give a number of days from 0 to 365',
    overlapDays: 'Give a number of days from 0 to 30',
    removalCeilingPercent: 'Give a number from 0 to 100',
    timeZone: 'There is no such zone: write Asia/Tomsk, for example',
  },
  save: 'Save',
  itself: (minutes, next) =>
    `Imported by itself every ${n(minutes, 'minuteIn')}${next ? `; next time: ${next}` : ''}.`,
  once: 'A file is read once.',
  fullItself: days => `A full import every ${n(days, 'dayIn')}.`,
  lastFull: when => `The last full one: ${when}.`,
}

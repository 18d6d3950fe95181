import type { Notice } from '../../notice.ts'

/** Told on the next page by `LmsNotice`. */
export const lmsNotice = (what: string, text = '', count = 0): Notice => ({
  kind: 'lms',
  what,
  text: text.slice(0, 512),
  count,
  hours: 0,
  refused: {},
})

/** The two languages of every text. */
export const LANGS = ['ru', 'en'] as const
export type Lang = (typeof LANGS)[number]

/** Facts of a reason, requirement, remark or error: strings only, hours as `"8.00"`, dates as `YYYY-MM-DD`. */
export type Facts = Readonly<Record<string, string | number>>

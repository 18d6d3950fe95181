/**
 * Words for filters. The connection sanitises filters, so an operator works only if it is made here: one that came in as
 * data (`{ "$gt": "" }` in a request) is compared as data.
 */
import mongoose from 'mongoose'

/** Greater than every text that does not begin with it. */
export const AFTER_ANY_TEXT = '\u{10ffff}'

export const among = <T>(values: readonly T[]) => mongoose.trusted({ $in: [...values] })
export const absent = () => mongoose.trusted({ $exists: false })
export const present = () => mongoose.trusted({ $exists: true })
export const not = <T>(value: T) => mongoose.trusted({ $ne: value })
export const above = <T>(value: T) => mongoose.trusted({ $gt: value })
export const below = <T>(value: T) => mongoose.trusted({ $lt: value })
export const upTo = <T>(value: T) => mongoose.trusted({ $lte: value })
export const within = <T>(from: T, below: T) => mongoose.trusted({ $gte: from, $lt: below })
export const between = <T>(above: T, below: T) => mongoose.trusted({ $gt: above, $lt: below })
export const fromTo = <T>(from: T, to: T) => mongoose.trusted({ $gte: from, $lte: to })
/** An array has an element like this; unlike a dotted path, it leaves nothing behind in an upsert. */
export const hasElement = <T extends object>(element: T) => mongoose.trusted({ $elemMatch: element })

/** The expressions and accumulators that are tested one by one; mingo knows more, with edges nobody here has looked at. */
import { type Doc, isDocument } from '../bson/codec.ts'
import { unsupported } from '../errors.ts'
import { words } from '../words.ts'

export const expressionOperators: readonly string[] = words(`
  $abs $add $ceil $divide $floor $mod $multiply $pow $round $sqrt $subtract
  $and $or $not $cmp $eq $ne $gt $gte $lt $lte $cond $ifNull $switch
  $arrayElemAt $concatArrays $filter $first $in $indexOfArray $isArray $last $map $objectToArray $range $reduce
  $reverseArray $size $slice $zip
  $allElementsTrue $anyElementTrue $setDifference $setEquals $setIntersection $setIsSubset $setUnion
  $concat $split $strLenCP $substrCP $toLower $toUpper $trim $toString
  $dateToString $dayOfMonth $dayOfWeek $hour $minute $month $second $year
  $mergeObjects $getField $setField $rand $type $isNumber $literal $let $sum $avg $min $max
`)

export const accumulators: readonly string[] = words(
  '$addToSet $avg $count $first $last $max $mergeObjects $min $push $sum',
)

const known = new Set([...expressionOperators, ...accumulators])

/** @throws {CommandError} 168 for an expression that is not in the table of the README */
export function checkExpressions(value: unknown): void {
  if (Array.isArray(value)) value.forEach(checkExpressions)
  else if (isDocument(value)) for (const [name, inner] of Object.entries(value)) checkEntry(name, inner)
}

function checkEntry(name: string, inner: unknown): void {
  if (name === '$literal') return
  if (name.startsWith('$') && !known.has(name)) throw unsupported(`the expression ${name}`, 168)
  checkExpressions(inner as Doc)
}

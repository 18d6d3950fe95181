/** All rules, in the order in which they are asked; the first that objects gives the reason. */
import { consumed } from './consumed.ts'
import { rejected, revoked } from './decided-against.ts'
import { duplicate } from './duplicate.ts'
import { kindCap } from './kind-cap.ts'
import type { Rule } from './line.ts'
import { moduleSize } from './module-size.ts'
import { noDocument } from './no-document.ts'
import { notConfirmed } from './not-confirmed.ts'
import { notInList } from './not-in-list.ts'
import { notInProgramme } from './not-in-programme.ts'
import { outsideTerm } from './outside-term.ts'
import { shareCap } from './share-cap.ts'
import { superseded } from './superseded.ts'

/** First what people and sources decided, then what the text says of one entry, then what it says of several together. */
export const RULES: readonly Rule[] = [
  superseded,
  revoked,
  rejected,
  notConfirmed,
  notInProgramme,
  moduleSize,
  outsideTerm,
  noDocument,
  notInList,
  consumed,
  duplicate,
  kindCap,
  shareCap,
]

/** Keeping the book (ведение книжки): what comes into it other than from a source system, and who looks at it. */
import type { Acts } from '../acts/contract.ts'
import type { Duplicates } from '../duplicates/contract.ts'
import type { Proofs } from '../proofs/contract.ts'
import type { Records } from '../records/contract.ts'
import type { Reminders } from '../reminders/contract.ts'
import type { Shares } from '../shares/contract.ts'
import type { WritingSettings } from '../writing/contract.ts'

export interface Keeping {
  proofs: Proofs
  shares: Shares
  writing: WritingSettings
  duplicates: Duplicates
  acts: Acts
  records: Records
  reminders: Reminders
}

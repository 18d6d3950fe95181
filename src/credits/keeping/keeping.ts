import { createActs } from '../acts/acts.ts'
import { createDuplicates } from '../duplicates/duplicates.ts'
import { checkers } from '../proofs/checkers.ts'
import { proofForm } from '../proofs/proof-form.ts'
import { keepScan, keptScan, readScan } from '../proofs/scans.ts'
import { faultsOfProof, sendProof } from '../proofs/send-proof.ts'
import { createRecords } from '../records/records.ts'
import { createReminders } from '../reminders/remind.ts'
import { createShares, type SharesDeps } from '../shares/shares.ts'
import { createWritingSettings } from '../writing/settings.ts'
import type { Keeping } from './contract.ts'

export function createKeeping(deps: SharesDeps): Keeping {
  return {
    proofs: {
      form: proofForm(deps),
      keepScan: keepScan(deps),
      keptScan: keptScan(deps),
      faults: faultsOfProof(deps),
      send: sendProof(deps),
      checkers: checkers(deps),
      readScan: readScan(deps),
    },
    shares: createShares(deps),
    writing: createWritingSettings(deps),
    duplicates: createDuplicates(deps),
    acts: createActs(deps),
    records: createRecords(deps),
    reminders: createReminders(deps),
  }
}

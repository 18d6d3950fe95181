import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'

export interface IssuingDeps extends CreditsDeps {
  issueCertificate: Credits['issueCertificate']
}

/** All use cases of batches and policies, on the same collaborators. */
import { automaticIssue } from './automatic.ts'
import { checkBatch, chooseBatch, startBatch } from './batches.ts'
import type { Issuing } from './contract.ts'
import type { IssuingDeps } from './deps.ts'
import { listPolicies, savePolicy } from './policy.ts'
import { listBatches, readBatch } from './read.ts'
import { workBatches } from './work.ts'

export function createIssuing(deps: IssuingDeps): Issuing {
  return {
    choose: chooseBatch(deps),
    check: checkBatch(deps),
    start: startBatch(deps),
    read: readBatch(deps),
    list: listBatches(deps),
    work: workBatches(deps),
    policies: listPolicies(deps),
    savePolicy: savePolicy(deps),
    subscriber: automaticIssue(deps),
  }
}

/** A worker in a process of its own, to be killed: `node --import tsx batch-worker.ts URI`; says `rendered` at each document. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createCredits } from '#credits/credits'
import type { CreditsDeps } from '#credits/deps'
import { createIssuing } from '#credits/issue/issuing'
import { catalogueOf } from '#src/adapters/regulations'
import { connectStore } from '#store/connect'
import { createStores } from '#store/stores'
import { tspu } from '#tests/unit/domain/support'

const { connection } = await connectStore(process.argv[2] ?? '')
const deps: CreditsDeps = {
  stores: createStores(connection),
  regulations: catalogueOf([tspu]),
  render: async snapshot => {
    process.stdout.write('rendered\n')
    await sleep(20)
    return new TextEncoder().encode(JSON.stringify(snapshot))
  },
  now: () => new Date(process.argv[3] ?? ''),
  newId: randomUUID,
  randomBytes: count => crypto.getRandomValues(new Uint8Array(count)),
  publicUrl: 'https://zachetka.example',
  timeZone: 'Asia/Tomsk',
}
await createIssuing({ ...deps, issueCertificate: createCredits(deps).issueCertificate }).work()
process.exit(0)

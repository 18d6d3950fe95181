/** Source systems: their connections, the pull, and what a person decides about what came. */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { createConnectionSetup } from '#administration/connection-setup'
import { createConnections } from '#administration/connections'
import { createRuns } from '#administration/runs'
import { connectorOf } from '#connectors/registry'
import { NotFoundError } from '#domain/errors'
import type { Connection } from '#store/ports/connections'
import { createSecretBox } from '#store/secret-box'
import { createEvidence } from '#sync/evidence'
import { createMatching } from '#sync/matching/matching'
import { createSync } from '#sync/pull'
import { keepEvidence } from '../adapters/keep-evidence.ts'
import { createSourceFiles } from '../adapters/source-files.ts'
import type { Application } from '../application.ts'
import type { CreditParts } from './build-credits.ts'
import type { Ground } from './ground.ts'

export type SourceParts = Pick<
  Application,
  'sync' | 'matching' | 'evidence' | 'connections' | 'setup' | 'runs'
>

export function buildSources(ground: Ground, credits: CreditParts['credits']): SourceParts {
  const { stores, config, regulations, log } = ground
  const secrets = createSecretBox(config.secretKey)
  const open = (connection: Connection) => secrets.open(connection.sealedSecrets)
  const seal = (plain: string) => secrets.seal(plain)
  const sync = createSync({
    ...ground,
    connectors: connectorOf,
    openSecrets: open,
    recompute: books => credits.recompute(books),
    regulations: (id, on) => regulations.inForce(id, on),
    openFile: createSourceFiles({ rawFiles: stores.rawFiles, importDir: config.importDir }),
    keepFile: keepEvidence(stores),
    owner: `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`,
    allowPrivateAddresses: config.allowPrivateAddresses,
    log: (event, facts) => log.info(facts, event),
  })
  return {
    sync,
    matching: createMatching({ ...ground, sync, enrol: (actor, input) => credits.enrol(actor, input) }),
    evidence: createEvidence({ stores, seeEntry: seeEntryWith(credits) }),
    connections: createConnections({ ...ground, ...stores, connectorOf, seal, check: id => sync.check(id) }),
    setup: createConnectionSetup({ ...ground, ...stores, connectorOf, seal, open, sync }),
    runs: createRuns({ ...stores, sync, everyMinutes: config.pullEveryMinutes }),
  }
}

/** An entry for whoever may see its book. */
const seeEntryWith =
  (credits: CreditParts['credits']): Parameters<typeof createEvidence>[0]['seeEntry'] =>
  async (actor, { entryId, ...book }) => {
    const lines = (await credits.readBooks(actor, book)).book?.lines ?? []
    const line = lines.find(each => each.entry.id === entryId)
    if (!line) throw new NotFoundError('no such entry in the book')
    return line.entry
  }

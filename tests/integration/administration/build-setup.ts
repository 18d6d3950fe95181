import { randomUUID } from 'node:crypto'
import { createConnectionSetup } from '#administration/connection-setup'
import { connectorOf } from '#connectors/registry'
import { createSourceFiles } from '#src/adapters/source-files'
import type { Stores } from '#store/ports/index'
import { createSecretBox } from '#store/secret-box'
import { createSync } from '#sync/pull'

const box = createSecretBox('a test key of more than thirty-two characters')

/** Pulls over a real store, with real connectors. */
export function buildSync(stores: Stores, now: () => Date = () => new Date()) {
  return createSync({
    ...{ stores, connectors: connectorOf, now, newId: randomUUID, log: () => {} },
    openSecrets: each => box.open(each.sealedSecrets),
    recompute: async () => {},
    owner: randomUUID(),
    allowPrivateAddresses: true,
    openFile: createSourceFiles({ rawFiles: stores.rawFiles, importDir: null }),
  })
}

/** The wizard of connections over them. */
export function buildSetup(stores: Stores, now: () => Date = () => new Date()) {
  return createConnectionSetup({
    ...{ connections: stores.connections, platforms: stores.platforms, rawFiles: stores.rawFiles },
    ...{ removals: stores.removals, connectorOf, sync: buildSync(stores, now), now, newId: randomUUID },
    seal: plain => box.seal(plain),
    open: each => box.open(each.sealedSecrets),
  })
}

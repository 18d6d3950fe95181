import type { AnyConnector } from './contract.ts'
import { ConnectorError } from './errors.ts'
import { moodleConnector } from './moodle/connector.ts'
import { portalConnector } from './portal/connector.ts'

/** Every source system that can be connected, by type. */
export const connectors: Readonly<Record<string, AnyConnector>> = {
  [moodleConnector.type]: moodleConnector,
  [portalConnector.type]: portalConnector,
}

/** @throws {ConnectorError} `connector_unknown`, with the types there are */
export function connectorOf(type: string): AnyConnector {
  const connector = Object.hasOwn(connectors, type) ? connectors[type] : undefined
  if (connector) return connector
  throw new ConnectorError({
    code: 'connector_unknown',
    kind: 'config',
    message: `there is no connector of type ${JSON.stringify(type.slice(0, 40))}`,
    remedy: `use one of: ${Object.keys(connectors).join(', ')}`,
  })
}

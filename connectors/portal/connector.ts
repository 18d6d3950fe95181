import type { Connector } from '../contract.ts'
import { systemRuntime } from '../kit/runtime.ts'
import { checkPortal } from './check.ts'
import { type PortalCursor, portalCursor } from './cursor.ts'
import { pullPortal } from './pull.ts'
import { type PortalSecrets, type PortalSettings, portalSecrets, portalSettings } from './settings.ts'
import type { PortalDeps } from './source.ts'

export type PortalConnector = Connector<PortalSettings, PortalSecrets, PortalCursor>

/** A site that can only export: XML, CSV, XLSX or an HTML table, from an address, a directory or a person's hand. */
export function createPortalConnector(deps: PortalDeps = { runtime: systemRuntime }): PortalConnector {
  return {
    type: 'portal',
    title: 'Портал с выгрузкой',
    settings: portalSettings,
    secrets: portalSecrets,
    cursor: portalCursor,
    capabilities: {
      completionTime: 'exact',
      hours: ['nominal', 'measured', 'estimated'],
      incremental: 'none',
      deletes: 'snapshot',
    },
    check: context => checkPortal(context, deps),
    pull: (context, options) => pullPortal(context, options, deps),
  }
}

export const portalConnector = createPortalConnector()

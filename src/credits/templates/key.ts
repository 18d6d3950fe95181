import { createHash } from 'node:crypto'
import type { TemplateKind } from '#domain/templates/template'

/** A template's id: one for each kind of document of an organisation, whatever its name holds; fit for an address. */
export function templateIdOf(organisation: string, kind: TemplateKind): string {
  return createHash('sha256').update(`${kind}|${organisation}`).digest('base64url').slice(0, 20)
}

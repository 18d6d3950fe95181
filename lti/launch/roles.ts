/** Roles of ours that a launch can give. */
export type LaunchRole = 'learner' | 'curator' | 'issuer' | 'administrator'

const LIS = 'http://purl.imsglobal.org/vocab/lis/v2'

/**
 * Exactly these URIs give more than a learner has. Everything else — a short name, a sub-role alone, an
 * institution's «Instructor» or «Faculty», a mentor, an unknown or an empty value — is a learner: who may confirm
 * hours must be named in full, in the context of the launch.
 */
const GRANTS: ReadonlyMap<string, readonly LaunchRole[]> = new Map([
  [`${LIS}/membership#Instructor`, ['curator']],
  [`${LIS}/membership#Administrator`, ['administrator', 'issuer']],
  [`${LIS}/institution/person#Administrator`, ['administrator', 'issuer']],
  [`${LIS}/system/person#Administrator`, ['administrator', 'issuer']],
  [`${LIS}/system/person#SysAdmin`, ['administrator', 'issuer']],
  [`${LIS}/membership#Learner`, ['learner']],
])

const ORDER: readonly LaunchRole[] = ['learner', 'curator', 'issuer', 'administrator']

/**
 * Our roles for the roles of a launch; never empty.
 *
 * @param uris as they came, any order, any values
 * @see LTI 1.3 §5.3.7, Appendix A.2 (role vocabularies); decision 0002
 */
export function mapRoles(uris: readonly string[]): LaunchRole[] {
  const granted = new Set(uris.flatMap(uri => GRANTS.get(uri.trim()) ?? []))
  return granted.size === 0 ? ['learner'] : ORDER.filter(role => granted.has(role))
}

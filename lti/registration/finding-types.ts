/** Words of a finding: what came out, and what to do. `{name}` is filled from its facts. */
export interface FindingText {
  message: string
  remedy?: string
}

export type FindingCode =
  | 'inactive'
  | 'no-deployment'
  | 'deployment-waiting'
  | 'other-host'
  | 'redirect-address'
  | 'not-https'
  | 'keys'
  | 'no-key'
  | 'keys-unreachable'
  | 'clock'
  | 'clock-ahead'
  | 'clock-behind'
  | 'token'
  | 'token-not-tried'
  | 'token-refused'
  | 'token-scope-refused'

/** Everything that findings say in one language. */
export interface FindingTexts {
  findings: Record<FindingCode, FindingText>
  /** What to do when keys cannot be read, by reason; `other` for the rest. */
  reasons: Readonly<Record<string, string>> & { other: string }
  services: Readonly<Record<string, string>>
}

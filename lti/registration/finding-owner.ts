import type { FindingCode } from './finding-types.ts'

/** Who can mend it: who administers the platform here, the LMS's own people, the network between, or our operator. */
export type Whose = 'you' | 'lms' | 'network' | 'operator'

const WHOSE: Partial<Record<FindingCode, Whose>> = {
  inactive: 'you',
  'no-deployment': 'you',
  'deployment-waiting': 'you',
  'token-not-tried': 'you',
  'not-https': 'operator',
  'clock-ahead': 'operator',
  'clock-behind': 'operator',
}

const WHOSE_REASON: Record<string, Whose> = {
  timeout: 'network',
  network: 'network',
  'private-address': 'operator',
}

export const whoseIs = (code: FindingCode, { reason }: Readonly<Record<string, string | number>>): Whose =>
  WHOSE[code] ?? WHOSE_REASON[String(reason)] ?? 'lms'

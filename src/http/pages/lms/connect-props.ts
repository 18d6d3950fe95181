import type { OpenInvitation } from '#administration/invitations'
import type { SeenPlatform } from '#administration/platforms'
import type { DiagnosisView } from '#lti/diagnosis'
import type { LmsKind } from '../../lms/kinds.ts'
import type { Notice } from '../../notice.ts'
import type { View } from '../../view.ts'

export interface ConnectProps {
  view: View
  kind: LmsKind
  addresses: DiagnosisView['addresses']
  invitations: readonly OpenInvitation[]
  /** Whose launches the administrator sees. */
  platforms: readonly SeenPlatform[]
  notice: Notice | null
  /** What was typed, by field, when it did not hold. */
  values: Readonly<Record<string, string>>
  /** Words by field. */
  errors: Readonly<Record<string, string>>
}

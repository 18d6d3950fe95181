/** What stands around launches: invitations to register, and a short memory of how launches went. */
import type { Invitation, InvitationPort, LaunchEvent, LaunchEventPort } from '#lti/ports'

export type { Invitation, LaunchEvent }

export interface InvitationStore extends InvitationPort {
  /** Neither used nor expired; newest first. */
  open(now: Date): Promise<Invitation[]>
  /** Takes an unused one back. @returns whether there was one */
  revoke(codeHash: string): Promise<boolean>
}

export type LaunchEventStore = LaunchEventPort

/** Registrations: what an administrator enters, how a platform registers itself, and whether it works. */
export { cachePlatforms } from './registration/cached-platforms.ts'
export { isCloud } from './registration/clouds.ts'
export { buildInvitation, registrationUrl } from './registration/invitation.ts'
export {
  type FaultCode,
  faultOf,
  faultsOfRegistration,
  type RegistrationFault,
  type RegistrationInput,
} from './registration/registration.ts'
export { type PlatformFinding, type PlatformTestDeps, testPlatform } from './registration/test-platform.ts'

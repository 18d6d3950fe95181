/** Registrations: what an administrator enters, and whether it works. */
export {
  faultsOfRegistration,
  type RegistrationFault,
  type RegistrationInput,
} from './registration/registration.ts'
export { type PlatformFinding, type PlatformTestDeps, testPlatform } from './registration/test-platform.ts'

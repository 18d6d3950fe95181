/** Of one exchange with a platform's service, tokens included. */
export const SERVICE_TIMEOUT_MS = 10_000
export const SERVICE_MAX_BYTES = 8 * 1024 * 1024

/** Whether browsers keep our cookies inside the frame of an LMS: over https, and on this machine. */
export function keepsCookies(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')
}

/** What is wrong with an address that does not, and what to do. */
export const COOKIES_LOST =
  'browsers send no cookie into an LMS frame over http: set PUBLIC_URL to an https address'

/** What is wrong with an address over which browsers keep no cookie, and what to do. */
export const COOKIES_LOST =
  'browsers send no cookie into an LMS frame over http: set PUBLIC_URL to an https address'

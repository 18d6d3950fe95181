/** A value as it may stand inside a script element. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** @param nonce of the script in the page's policy */
export const inlineScript = (nonce: string, body: string): string =>
  `<script nonce="${nonce}">${body}</script>`

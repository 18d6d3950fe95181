import type { Language } from '../errors/text-types.ts'

/** Text as it may stand in HTML, between tags or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

const STYLE = `
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; padding: 1.5rem 1rem; color: #1d1d1f; background: #fff }
main { max-width: 38rem; margin: 0 auto }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem }
p { margin: 0 0 1rem; overflow-wrap: anywhere }
.button { display: inline-block; padding: .75rem 1.25rem; border-radius: .25rem; background: #1a56a0; color: #fff;
  font: inherit; font-weight: 600; text-decoration: none; border: 0; cursor: pointer }
.button.plain { background: none; color: inherit; text-decoration: underline }
fieldset { border: 0; margin: 0 0 1rem; padding: 0 } legend { padding: 0 } li { margin: 0 0 .5rem } .rows { list-style: none; margin: 0 0 1rem; padding: 0 }
label.row { display: flex; gap: .5rem; padding: .5rem 0; border-top: 1px solid #8886 } .hint { color: #55585c; font-size: .875rem }
input[type=search] { font: inherit; padding: .5rem; max-width: 100%; box-sizing: border-box }
.button:focus-visible, input:focus-visible { outline: 3px solid #ffbf47; outline-offset: 2px }
.id { color: #55585c; font-size: .875rem }
@media (prefers-color-scheme: dark) {
  body { color: #f2f2f2; background: #1b1c1e } .id, .hint { color: #b5b9bf } .button { background: #8ab8f0; color: #10151c }
}`

/**
 * A whole page on its own: no file beside it, readable in a narrow frame.
 *
 * @param title text
 * @param body  HTML, escaped by the caller
 * @param nonce of the style in the page's policy
 */
export const renderPage = (language: Language, title: string, body: string, nonce: string): string =>
  `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} — ${language === 'ru' ? 'Зачётка' : 'Zachetka'}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`

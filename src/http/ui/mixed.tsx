import type { View } from '../view.ts'

const RUSSIAN = /([а-яё][а-яё-]*(?:[\s,.№"«»„“”]+[а-яё][а-яё-]*)*)/i

/** A sentence that may quote Russian titles and names: in the English interface each such run says its language. */
export function Mixed({ view, text }: { view: View; text: string }) {
  if (view.lang === 'ru' || !RUSSIAN.test(text)) return <>{text}</>
  return <>{text.split(RUSSIAN).map((part, i) => (i % 2 === 1 ? <span lang="ru">{part}</span> : part))}</>
}

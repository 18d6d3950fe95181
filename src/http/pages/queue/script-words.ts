import { nbsp } from '../../say.ts'
import type { View } from '../../view.ts'

/** Stand for the numbers that the script puts in. */
const A = 1001
const B = 1002

/** Words that the script needs to keep the numbers in the buttons right: by plural category. */
export function scriptWords({ t, lang }: View) {
  const counts = [0, 1, 2, 5, 21, 22, 25]
  const rules = new Intl.PluralRules(lang)
  const confirm = Object.fromEntries(
    counts.map(n => [rules.select(n), t.queue.confirm(n).replace(String(n), '{n}')]),
  )
  return {
    lang,
    confirm,
    selected: nbsp(t.queue.selected(A, B)).replace(String(A), '{n}').replace(String(B), '{all}'),
    excluded: nbsp(t.queue.excluded(A)).replace(String(A), '{n}'),
    excludedOne: nbsp(t.queue.excludedOne),
    leftOut: nbsp(t.queue.leftOut(A)).replace(String(A), '{n}'),
    keysOn: t.queue.keysOn,
    keysOff: t.queue.keysOff,
  }
}

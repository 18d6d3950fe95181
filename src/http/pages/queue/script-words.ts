import type { View } from '../../view.ts'

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
    selected: t.queue.selected(-1, -2).replace('-1', '{n}').replace('-2', '{all}'),
    excluded: t.queue.excluded(-1).replace(/[-−]1/, '{n}'),
    excludedOne: t.queue.excludedOne,
    leftOut: t.queue.leftOut(-1).replace(/[-−]1/, '{n}'),
    keysOn: t.queue.keysOn,
    keysOff: t.queue.keysOff,
  }
}

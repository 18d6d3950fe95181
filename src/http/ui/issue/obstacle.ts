import type { View } from '../../view.ts'

/** Why somebody is left out, and what to do, in words; the same on the check page and in the result. */
export function reasonOf({ t }: View, { code, missing }: { code: string; missing: readonly string[] }) {
  if (code === 'not_eligible') {
    const words = missing.map(id => t.issue.missing[id as keyof typeof t.issue.missing] ?? id)
    return { cause: `${words.join('; ')}.`, remedy: t.issue.notEligibleRemedy }
  }
  const [cause, remedy] = t.issue.obstacle[code] ?? t.issue.obstacle.other ?? ['', '']
  return { cause, remedy }
}

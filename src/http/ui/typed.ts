/** What forms send along, and choices that only their own page can name. */
const OF_THE_FORM = new Set(
  'draft id key current sure connection course find absorbed like kept entry flagged shown to person decision batch return seenAt version revision steps after basedOn module learner learners programme do'.split(
    ' ',
  ),
)

/** Whether a person typed or chose it, so that a list of what was sent shows it. */
export const isTyped = ({ name, value }: { name: string; value: string }): boolean =>
  value.trim() !== '' && !OF_THE_FORM.has(name)

import type { routeItem as words } from '../ru/route-item.ts'

/** Words of one event of a plan; part of `routes`. */
export const routeItem: typeof words = {
  item: {
    addTitle: 'A new event of the plan',
    editTitle: 'An event of the plan',
    title: 'Name of the event (kind, theme)',
    kind: 'Kind',
    form: 'Format',
    noForm: 'not said',
    hours: 'Hours',
    hoursHint: 'Academic hours, e.g. 8 or 8.5',
    hoursBy: 'Hours by kind',
    by: { contact: 'Contact', distance: 'Distance', 'self-study': 'Self-study' },
    plannedOn: 'Date (planned)',
    plannedOnHint: (from, until) => `Within the term: ${from} – ${until}`,
    plannedUntil: 'Last day, if there are several',
    provider: 'Organisation where it takes place',
    choose: 'not chosen',
    forWhom: 'For whom',
    forWhomHint:
      'Nobody ticked: for the whole staff. For a subgroup tick who belongs to it and give it a name.',
    group: 'Name of the subgroup',
    save: 'Save in the plan',
  },
  texts: {
    title: 'Texts of the programme',
    none: 'not written',
    write: 'Write…',
    save: 'Save the texts',
  },
  due: {
    title: 'What is to be done after courses',
    interview: 'Have an interview with the head after the course',
    correction: 'Correct the programme by what the interview came to after the course',
    'new-plan': 'Write a new programme and present it to the head after the course',
  },
  faults: {
    'title-missing': 'Enter the name of the event',
    'hours-missing': 'Enter the hours: without them an event cannot be planned',
    'hours-wrong': 'Hours are a number above zero; by kind they have to add up to the whole',
    'date-missing': 'Enter the planned day',
    'date-wrong': 'There is no such day: day, month and year are needed',
    'date-outside-term': 'The date is outside the term of the programme',
    'last-day-before-first': 'The last day is before the first',
    'module-unknown': 'The programme has no such module',
    'module-planned': 'This module is in the plan already: it counts once',
    'too-long': 'The text is too long',
    'group-incomplete': 'A subgroup has a name and somebody in it',
  },
  outside: (from, until) => `The date is outside the term: from ${from} to ${until}`,
  outsideOpen: from => `The date is outside the term: not before ${from}`,
}

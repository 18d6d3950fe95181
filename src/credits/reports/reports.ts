/** All use cases of reports, on the same collaborators. */
import type { Reports } from './contract.ts'
import type { ReportDeps } from './deps.ts'
import { listStanding } from './list-standing.ts'
import { addVisit, listOrganisations, removeOrganisation, saveOrganisation } from './organisations.ts'
import { readReport } from './read-report.ts'

export function createReports(deps: ReportDeps): Reports {
  return {
    readReport: readReport(deps),
    listStanding: listStanding(deps),
    listOrganisations: listOrganisations(deps),
    saveOrganisation: saveOrganisation(deps),
    addVisit: addVisit(deps),
    removeOrganisation: removeOrganisation(deps),
  }
}

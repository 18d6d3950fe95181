/** All use cases of the federal register, on the same collaborators. */

import { checkRegister } from './check.ts'
import type { FederalRegister } from './contract.ts'
import type { FederalDeps } from './deps.ts'
import { readEducation, saveEducation } from './education.ts'
import { exportFile, listRuns } from './export-file.ts'
import { glanceAtRegister } from './glance.ts'
import { readProgrammeData, saveProgrammeData } from './programme-data.ts'

export function createFederalRegister(deps: FederalDeps): FederalRegister {
  return {
    saveEducation: saveEducation(deps),
    readEducation: readEducation(deps),
    saveProgrammeData: saveProgrammeData(deps),
    readProgrammeData: readProgrammeData(deps),
    check: checkRegister(deps),
    glance: glanceAtRegister(deps),
    exportFile: exportFile(deps),
    choices: () => choicesOf(deps),
    runs: listRuns(deps),
  }
}

const choicesOf = ({ form }: FederalDeps): ReturnType<FederalRegister['choices']> =>
  Object.fromEntries(
    form.columns.flatMap(column => {
      const list = column.type === 'list' ? form.lists[column.list] : undefined
      return list ? [[column.field, { values: list.values, complete: list.complete }]] : []
    }),
  )

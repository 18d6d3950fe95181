/** Reads the regulation files from disk; the domain itself never does. */
import { fileURLToPath } from 'node:url'
import { readYamlFiles, type YamlFile } from './yaml-files.ts'

/** Where the regulations that come with Zachetka stand. */
const regulationsDir = fileURLToPath(new URL('./regulations/', import.meta.url))

/** For `parseRegulation`; an organisation's own folder, or those that come along. */
export const readRegulationFiles = (dir: string = regulationsDir): YamlFile[] => readYamlFiles(dir)

/** Reads the texts of consents from disk; the domain itself never does. */
import { fileURLToPath } from 'node:url'
import { readYamlFiles, type YamlFile } from './yaml-files.ts'

/** Those that come with Zachetka, for `parseConsentTexts`. */
export const readConsentFiles = (): YamlFile[] =>
  readYamlFiles(fileURLToPath(new URL('./consents/', import.meta.url)))

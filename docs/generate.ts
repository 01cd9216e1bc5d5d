/** Rewrites the generated guides and schemas, and the picture in the architecture: `npm run docs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { architectureFile, withFloorsPicture } from './floors-picture';
import { httpProviderSchema, httpProviderSchemaFile } from './http-provider-schema';
import { modelSchema, modelSchemaFile } from './model-schema';
import { providersFile, withProviderTable } from './provider-table';
import { ruleSetSchema, ruleSetSchemaFile } from './rule-set-schema';
import { gridSchema, gridSchemaFile, scorecardSchema, scorecardSchemaFile } from './scorecard-schema';
import { troubleshootingFile, troubleshootingGuide } from './troubleshooting';

const root = join(__dirname, '..');
const providers = join(root, providersFile);
const architecture = join(root, architectureFile);
writeFileSync(join(root, troubleshootingFile), troubleshootingGuide());
writeFileSync(architecture, withFloorsPicture(readFileSync(architecture, 'utf8')));
writeFileSync(join(root, httpProviderSchemaFile), httpProviderSchema());
writeFileSync(join(root, modelSchemaFile), modelSchema());
writeFileSync(join(root, ruleSetSchemaFile), ruleSetSchema());
writeFileSync(join(root, scorecardSchemaFile), scorecardSchema());
writeFileSync(join(root, gridSchemaFile), gridSchema());
writeFileSync(providers, withProviderTable(readFileSync(providers, 'utf8')));

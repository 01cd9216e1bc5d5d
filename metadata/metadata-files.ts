import { changeMessageFiles } from './components/change-messages';
import { enrichNowFiles } from './components/enrich-now';
import { enrichedFieldFiles } from './components/enriched-fields';
import { leadConversionFiles } from './components/lead-conversion';
import { n8nAddressFiles } from './components/n8n-address';
import { pageLayoutFiles } from './components/page-layouts';
import { permissionFiles } from './components/permission-sets';
import { runDashboardFiles, runReportFiles } from './components/run-report';
import { runObjectFiles } from './components/run-object';
import type { RenderRequest } from './render-request';
import type { ComponentFile } from './xml-file';

/** The packages that are generated and committed, by their folders; `code` beside them is written by hand. */
export const generatedFolders = ['generated', 'conversion'] as const;

/** What no org is too old for: nothing in here is newer. */
const sourceApiVersion = '60.0';

/** Every generated file in Salesforce's source format, by its path below this folder, and the project file. */
export function metadataFiles(): ReadonlyMap<string, string> {
	const generated = [
		...enrichedFieldFiles(),
		...runObjectFiles(),
		...runReportFiles(),
		...permissionFiles(),
		...enrichNowFiles(),
		...pageLayoutFiles(),
	];
	return new Map([
		['sfdx-project.json', projectFile(['generated', 'code', 'conversion'])],
		...inPackage('generated', generated),
		...inPackage('conversion', leadConversionFiles()),
	]);
}

/** The files that only one org can have, by their path below a folder of that org: its users and addresses are in them. */
export function renderedFiles(request: RenderRequest): ReadonlyMap<string, string> {
	const { endpoint, integrationUser, objects, n8nUrl, dashboardUser } = request;
	const endpointOf = (sObject: string) => endpoint?.replaceAll('{object}', sObject.toLowerCase()) ?? '';
	const files = [
		...(endpoint && integrationUser
			? objects.flatMap((sObject) => changeMessageFiles(sObject, { integrationUser, endpointOf }))
			: []),
		...(n8nUrl ? n8nAddressFiles(n8nUrl) : []),
		...(dashboardUser ? runDashboardFiles(dashboardUser) : []),
	];
	return new Map([['sfdx-project.json', projectFile(['org'])], ...inPackage('org', files)]);
}

function inPackage(folder: string, files: readonly ComponentFile[]): ComponentFile[] {
	return files.map(([path, text]) => [`${folder}/${path}`, text]);
}

function projectFile(folders: readonly string[]): string {
	const project = {
		packageDirectories: folders.map((path, index) => ({ path, default: index === 0 })),
		name: 'salesforce-enrichment-metadata',
		namespace: '',
		sourceApiVersion,
	};
	return `${JSON.stringify(project, undefined, '\t')}\n`;
}

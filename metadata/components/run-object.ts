import { enrichmentRunFields, enrichmentRunObject } from '../../core/record/enrichment-run';
import type { OwnField } from '../../core/record/fields';
import { component, type ComponentFile, type Elements } from '../xml-file';
import { fieldFile } from './enriched-fields';
import { layoutFile } from './layout-file';

const { name, label, labelPlural, description } = enrichmentRunObject;
const fields: readonly OwnField[] = Object.values(enrichmentRunFields);
const listColumns = ['NAME', 'Status__c', 'Object__c', 'Started__c', 'Records_Read__c', 'Written__c', 'Spent__c'];

/** The object that holds a record per run, with its fields, tab, list views and page layout. */
export function runObjectFiles(): ComponentFile[] {
	return [
		component(`objects/${name}/${name}.object`, 'CustomObject', objectElements()),
		...fields.map((field) => fieldFile(name, field)),
		component(`tabs/${name}.tab`, 'CustomTab', { customObject: 'true', motif: 'Custom57: Building Block' }),
		listView('All_Runs', 'All Runs'),
		listView('In_Trouble', 'Runs in Trouble', { field: 'Status__c', operation: 'notEqual', value: 'Success' }),
		listView('Last_7_Days', 'Runs of the Last 7 Days', {
			field: 'Started__c',
			operation: 'greaterOrEqual',
			value: 'LAST_N_DAYS:7',
		}),
		layoutFile(name, `${label} Layout`, [
			{ label: 'Run', fields: ['Name', 'Status__c', 'Reason__c', 'Pipeline__c', 'Object__c', 'Kind__c'] },
			{
				label: 'What It Did',
				fields: fields
					.filter(({ type, name: field }) => type === 'number' && field !== 'Spent__c' && field !== 'API_Calls__c')
					.map((field) => field.name),
			},
			{ label: 'Cost and Time', fields: ['Spent__c', 'API_Calls__c', 'Started__c', 'Ended__c'] },
			{ label: 'More', fields: ['Summary__c', 'Link__c', 'Run_Id__c'] },
		]),
	];
}

function objectElements(): Elements {
	return {
		deploymentStatus: 'Deployed',
		description,
		enableActivities: 'false',
		enableReports: 'true',
		enableSearch: 'true',
		label,
		nameField: { label: `${label} Name`, type: 'Text' },
		pluralLabel: labelPlural,
		// Whoever may read runs at all sees all of them; only Finish writes them.
		sharingModel: 'Read',
		visibility: 'Public',
	};
}

function listView(developerName: string, title: string, filter?: Elements): ComponentFile {
	return component(`objects/${name}/listViews/${developerName}.listView`, 'ListView', {
		fullName: developerName,
		columns: listColumns,
		filterScope: 'Everything',
		...(filter && { filters: filter }),
		label: title,
	});
}

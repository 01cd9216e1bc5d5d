import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { defaultCircuitBreaker } from '../../core/changes/send/breaker';
import { defaultCanaryRecords } from '../../core/changes/hand';
import type { WriteRequest } from '../../core/changes/write-request';

const { percent: breakerPercent, atLeast: breakerAtLeast } = defaultCircuitBreaker;

/** For a collection named Options of a node that saves records; `readSavingOptions` reads it. */
export const autoAssignOption: INodeProperties = {
	displayName: 'Auto-Assign',
	name: 'autoAssign',
	type: 'boolean',
	default: false,
	description:
		'Whether Salesforce applies its assignment rules to the saved records, which may change their owners. Bulk jobs cannot, so the automatic choice of the way to send makes none.',
};

/** The same; `readCallClient` reads it. */
export const callClientOption: INodeProperties = {
	displayName: 'Call Client Name',
	name: 'callClient',
	type: 'string',
	default: '',
	placeholder: 'e.g. acme-enrichment',
	description:
		'Name that change events and event log files show as the origin of the changes (Sforce-Call-Options); Bulk jobs carry it too',
};

/** The same; `readSavingOptions` reads it. */
export const canaryOption: INodeProperties = {
	displayName: 'Trial Write (Records)',
	name: 'canaryRecords',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 200 },
	default: defaultCanaryRecords,
	description:
		'How many records are written first and read back; when a value reads back otherwise, something in the org changes it, and the run stops. 0 leaves the trial out.',
};

/** The same; `readSavingOptions` reads it. */
export const duplicateDetailsOption: INodeProperties = {
	displayName: 'Include Duplicate Details',
	name: 'duplicateDetails',
	type: 'boolean',
	default: false,
	description: 'Whether a duplicate rule that refuses a record tells which records it found; not by Bulk jobs',
};

/** The same; `readSavingOptions` reads it. */
export const duplicateAsUserOption: INodeProperties = {
	displayName: 'Run Duplicate Rules as Current User',
	name: 'duplicateAsUser',
	type: 'boolean',
	default: false,
	description: 'Whether duplicate rules see only the records that the connected user may see; not by Bulk jobs',
};

/** The same; `readSavingOptions` reads it. */
export const allowDuplicatesOption: INodeProperties = {
	displayName: 'Save Despite Duplicate Alerts',
	name: 'allowDuplicates',
	type: 'boolean',
	default: false,
	description:
		'Whether to save a record although a duplicate rule raises an alert; a rule that blocks still refuses it. Not by Bulk jobs.',
};

/** The same; `readSavingOptions` reads them. */
export const breakerOptions: readonly INodeProperties[] = [
	{
		displayName: 'Pause Only After (Records)',
		name: 'breakerAtLeast',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: breakerAtLeast,
		description: 'How many records must have been tried before writing may pause',
	},
	{
		displayName: 'Pause When Refused (%)',
		name: 'breakerPercent',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: breakerPercent,
		description:
			'Share of refused records above which writing pauses and the rest is left to a later run. 100 never pauses.',
	},
];

/** How carefully records are saved, as the write stage takes it. */
export function readSavingOptions(
	options: IDataObject,
): Pick<WriteRequest, 'autoAssign' | 'canaryRecords' | 'circuitBreaker' | 'duplicateRule'> {
	const percent = Number(options.breakerPercent ?? breakerPercent);
	const atLeast = Number(options.breakerAtLeast ?? breakerAtLeast);
	const duplicateRule = {
		allowSave: options.allowDuplicates === true,
		includeRecordDetails: options.duplicateDetails === true,
		runAsCurrentUser: options.duplicateAsUser === true,
	};
	return {
		autoAssign: options.autoAssign === true,
		canaryRecords: Number(options.canaryRecords ?? defaultCanaryRecords),
		circuitBreaker: percent >= 100 ? 'off' : { percent, atLeast },
		...(Object.values(duplicateRule).some(Boolean) && { duplicateRule }),
	};
}

/** In whose name the calls are made; `undefined`: in that of the pack. */
export function readCallClient(options: IDataObject): string | undefined {
	return String(options.callClient ?? '').trim() || undefined;
}

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { defaultCircuitBreaker } from '../../core/stages/write/brake';
import { defaultCanaryRecords } from '../../core/stages/write/canary';
import type { WriteRequest } from '../../core/stages/write/write-request';
import { fieldNamesOption, readFieldNames } from '../wiring/field-names-parameter';

const { percent: breakerPercent, atLeast: breakerAtLeast } = defaultCircuitBreaker;

/** What every operation asks for behind its own parameters. */
export const dryRunParameter: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to go all the way but send nothing; the items then show, field by field, what would have been written. A run that was started as a dry run stays one.',
};

/** Asks when the records are sent. */
export const deliveryParameter: INodeProperties = {
	displayName: 'Delivery',
	name: 'delivery',
	type: 'options',
	noDataExpression: true, // the records of a run are delivered in one way
	options: [
		{
			name: 'At Finish',
			value: 'at_finish',
			description: 'Keep the rows until Run: Finish sends them all together, in the fewest calls; needs a run',
		},
		{ name: 'Immediate', value: 'immediate', description: 'Write each batch at once' },
	],
	default: 'immediate',
	description: 'When the records are sent to Salesforce',
};

/** The options that all operations share. */
export const writeOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Auto-Assign',
			name: 'autoAssign',
			type: 'boolean',
			default: false,
			description:
				'Whether Salesforce applies its assignment rules to the updated records, which may change their owners',
		},
		{
			displayName: 'Call Client Name',
			name: 'callClient',
			type: 'string',
			default: '',
			placeholder: 'e.g. acme-enrichment',
			description: 'Name that change events and logs show as the origin of the changes (Sforce-Call-Options)',
		},
		{
			displayName: 'Canary Records',
			name: 'canaryRecords',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 200 },
			default: defaultCanaryRecords,
			description:
				'How many records are written first and read back; when a value reads back otherwise the run stops. 0 leaves this out.',
		},
		{
			displayName: 'Include Duplicate Details',
			name: 'duplicateDetails',
			type: 'boolean',
			default: false,
			description: 'Whether a duplicate rule that refuses a record tells which records it found',
		},
		{
			displayName: 'Run Duplicate Rules as Current User',
			name: 'duplicateAsUser',
			type: 'boolean',
			default: false,
			description: 'Whether duplicate rules see only the records that the connected user may see',
		},
		{
			displayName: 'Save Despite Duplicate Alerts',
			name: 'allowDuplicates',
			type: 'boolean',
			default: false,
			description: 'Whether to save a record although a duplicate rule raises an alert; a rule that blocks still refuses it',
		},
		{
			displayName: 'Stop Above Rejected Percent',
			name: 'breakerPercent',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: breakerPercent,
			description: 'Share of refused records above which writing stops and the rest is left to a later run. 100 never stops.',
		},
		{
			displayName: 'Stop After at Least',
			name: 'breakerAtLeast',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: breakerAtLeast,
			description: 'How many records must have been judged before writing may stop',
		},
		fieldNamesOption,
		{
			displayName: 'Write Stamps',
			name: 'writeStamps',
			type: 'boolean',
			default: true,
			description:
				'Whether to note the attempt on each record (last activity, outcome, hashes) in the fields of the pack',
		},
	],
};

/** The shared options as the write stage takes them. */
export function readWriteOptions(options: IDataObject): Omit<WriteRequest, 'sObject' | 'isDryRun'> {
	const percent = Number(options.breakerPercent ?? breakerPercent);
	const atLeast = Number(options.breakerAtLeast ?? breakerAtLeast);
	const duplicateRule = {
		allowSave: options.allowDuplicates === true,
		includeRecordDetails: options.duplicateDetails === true,
		runAsCurrentUser: options.duplicateAsUser === true,
	};
	return {
		autoAssign: options.autoAssign === true,
		writeStamps: options.writeStamps !== false,
		fieldNames: readFieldNames(options),
		callClient: String(options.callClient ?? '').trim() || undefined,
		canaryRecords: Number(options.canaryRecords ?? defaultCanaryRecords),
		circuitBreaker: percent >= 100 ? 'off' : { percent, atLeast },
		...(Object.values(duplicateRule).some(Boolean) && { duplicateRule }),
	};
}

import { eraseDeletedOption } from './erase-deleted';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ChangeRows } from '../../core/stages/write/review-rows';
import type { WriteRequest } from '../../core/changes/write-request';
import { readWriteFuse, writeFuseOptions } from './write-fuse-options';
import { fieldNamesOption, readFieldNames } from '../wiring/field-names-parameter';
import {
	allowDuplicatesOption,
	autoAssignOption,
	breakerOptions,
	callClientOption,
	canaryOption,
	duplicateAsUserOption,
	duplicateDetailsOption,
	readSavingOptions,
} from '../wiring/saving-options';

/** What every operation asks for behind its own parameters. */
export const dryRunParameter: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to go all the way but send nothing; the output Changes then lists, field by field, what would have been written. A run that was started as a dry run stays one.',
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
			description:
				'Keep the changes until Deliver and Finish sends them all together, in the fewest calls; needs a run',
		},
		{ name: 'Immediate', value: 'immediate', description: 'Write each batch at once' },
	],
	default: 'immediate',
	description:
		'When the records are sent to Salesforce; how they are sent at finish is said in Run: Deliver and Finish',
};

const changeRowsOption: INodeProperties = {
	displayName: 'Change Rows',
	name: 'changeRows',
	type: 'options',
	options: [
		{ name: 'Always', value: 'always', description: 'Also when the records are written' },
		{ name: 'In a Dry Run Only', value: 'dry_run' },
		{ name: 'Never', value: 'never', description: 'Not even in a dry run, to save storage of n8n' },
	],
	default: 'dry_run',
	description: 'When the output Changes has one row per changed field; n8n stores them all with the execution',
	displayOptions: { show: { '@version': [{ _cnd: { gte: 2 } }] } },
};

/** What is kept for the end of the run is sent as Deliver and Finish says. */
function sentAtOnce(option: INodeProperties): INodeProperties {
	return { ...option, displayOptions: { show: { '/delivery': ['immediate'] } } };
}

/** The options that all operations share. */
export const writeOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		sentAtOnce(autoAssignOption),
		callClientOption,
		changeRowsOption,
		sentAtOnce(duplicateDetailsOption),
		...writeFuseOptions,
		...breakerOptions,
		sentAtOnce(duplicateAsUserOption),
		sentAtOnce(allowDuplicatesOption),
		eraseDeletedOption,
		fieldNamesOption,
		sentAtOnce(canaryOption),
		{
			displayName: 'Values That Do Not Fit',
			name: 'badValues',
			type: 'options',
			options: [
				{
					name: 'Leave Out Suggested, Refuse Mapped',
					value: 'auto',
					description: 'A suggested value is left out; a value that was mapped here refuses its record',
				},
				{
					name: 'Leave the Field Out',
					value: 'leave_out',
					description: 'Write the other fields of the record and say what was left out',
				},
				{
					name: 'Refuse the Record',
					value: 'refuse',
					description: 'Write nothing of a record of which one value does not fit',
				},
			],
			default: 'auto',
			description:
				'What happens when a value is too long, is not in its list, or is refused by Salesforce for its field. A validation rule that names no field always refuses the record.',
		},
		{
			displayName: 'Write Status Fields',
			name: 'writeStamps',
			type: 'boolean',
			default: true,
			description:
				'Whether to note on each record when it was last tried and with what outcome and message, in the fields of the pack',
		},
	],
};

function readBadValues({ badValues }: IDataObject): Pick<WriteRequest, 'badValues'> {
	return badValues === 'leave_out' || badValues === 'refuse' ? { badValues } : {};
}

/** When the changes are listed one by one. */
export function readChangeRows({ changeRows }: IDataObject): ChangeRows {
	return changeRows === 'always' || changeRows === 'never' ? changeRows : 'dry_run';
}

/** The shared options as the write stage takes them. */
export function readWriteOptions(options: IDataObject): Omit<WriteRequest, 'sObject' | 'isDryRun'> {
	return {
		...readSavingOptions(options),
		writeStamps: options.writeStamps !== false,
		...readBadValues(options),
		writeFuse: readWriteFuse(options),
		fieldNames: readFieldNames(options),
	};
}

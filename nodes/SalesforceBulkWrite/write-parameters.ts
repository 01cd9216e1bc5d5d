import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { WriteRequest } from '../../core/stages/write/write-request';
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
		'Whether to go all the way but send nothing; the items then show, field by field, what would have been written. An expression decides for each item. A run that was started as a dry run stays one.',
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
	description: 'When the records are sent to Salesforce; how they are sent at finish is said in Run: Finish',
};

/** The options that all operations share. */
export const writeOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		autoAssignOption,
		callClientOption,
		canaryOption,
		duplicateDetailsOption,
		duplicateAsUserOption,
		allowDuplicatesOption,
		...breakerOptions,
		fieldNamesOption,
		{
			displayName: 'Values That Do Not Fit',
			name: 'badValues',
			type: 'options',
			options: [
				{
					name: 'Leave Out Proposals, Refuse Mapped',
					value: 'auto',
					description: 'A proposal is left out; a value that was mapped here refuses its record',
				},
				{ name: 'Leave the Field Out', value: 'leave_out', description: 'Write the other fields of the record and say what was left out' },
				{ name: 'Refuse the Record', value: 'refuse', description: 'Write nothing of a record of which one value does not fit' },
			],
			default: 'auto',
			description:
				'What happens when a value is too long, is not in its list, or is refused by Salesforce for its field. A validation rule that names no field always refuses the record.',
		},
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

function readBadValues({ badValues }: IDataObject): Pick<WriteRequest, 'badValues'> {
	return badValues === 'leave_out' || badValues === 'refuse' ? { badValues } : {};
}

/** The shared options as the write stage takes them. */
export function readWriteOptions(options: IDataObject): Omit<WriteRequest, 'sObject' | 'isDryRun'> {
	return { ...readSavingOptions(options), writeStamps: options.writeStamps !== false, ...readBadValues(options), fieldNames: readFieldNames(options) };
}

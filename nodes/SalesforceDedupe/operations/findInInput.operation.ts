import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { type DedupeRequest, findDuplicates, type Grouping } from '../../../core/stages/dedupe/dedupe';
import type { DedupeKey } from '../../../core/stages/dedupe/dedupe-presets';
import { dedupeSentence } from '../../../core/stages/dedupe/dedupe-sentence';
import { readSObject } from '../../wiring/object-parameter';
import { asItems, recordsOf } from '../../wiring/record-items';
import { itemsRunContext } from '../../wiring/run-context';
import { showNotes } from '../../wiring/show-notes';
import { compareFieldParameters, readCompareFields } from '../compare-field-parameters';
import { findByWeights, weightsParameters } from '../find-by-weights';
import { hasOutputOfDuplicates, outputParameter } from '../outputs';

const displayOptions = { show: { operation: ['findInInput'], findBy: ['exact'] } };

export const description: INodeProperties[] = [
	{
		// What hangs on the choice has to find one in workflows from before there was any.
		displayName: 'Find By',
		name: 'findBy',
		type: 'hidden',
		default: 'exact',
		displayOptions: { show: { operation: ['findInInput'], '@version': [1, 2] } },
	},
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		noDataExpression: true, // the node's outputs hang on it, before there is any item
		options: [
			{
				name: 'Exact Agreement',
				value: 'exact',
				description: 'Records are the same when their e-mail, domain or company name agree, case and accents aside',
			},
			{
				name: 'Match Weights',
				value: 'weights',
				description:
					'Finds slips of the keys, nicknames and changed companies too: what agrees and what differs is weighed by how much it says among these very records',
			},
		],
		default: 'weights',
		description: 'How two records are told to be the same',
		displayOptions: { show: { operation: ['findInInput'], '@version': [{ _cnd: { gte: 3 } }] } },
	},
	{
		displayName: 'Same If These Agree',
		name: 'keys',
		type: 'multiOptions',
		options: [
			{ name: 'Company Name', value: 'company', description: 'Without legal form, case and accents' },
			{ name: 'Domain', value: 'domain', description: 'Of the website, or of a business e-mail address' },
			{ name: 'Email', value: 'email', description: 'The address, ignoring case' },
		],
		default: ['email', 'domain', 'company'],
		description:
			'One of them is enough. People who only share a company or a domain are colleagues, so their names have to agree as well.',
		displayOptions,
	},
	...compareFieldParameters,
	...weightsParameters,
	outputParameter,
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	if (this.getNode().typeVersion >= 3 && this.getNodeParameter('findBy', 0, 'weights') === 'weights')
		return await findByWeights.call(this, items);
	const sObject = readSObject.call(this, items);
	const groupings: Grouping[] = [];
	const request: DedupeRequest = {
		sObject,
		keys: this.getNodeParameter('keys', 0) as DedupeKey[],
		fields: readCompareFields.call(this, sObject),
		tell: (grouping) => groupings.push(grouping),
	};
	const { items: records, notes } = await findDuplicates(recordsOf(items), request, await itemsRunContext(items));
	showNotes.call(this, [...groupings.map(dedupeSentence), ...notes]);
	const found = asItems(records);
	if (!hasOutputOfDuplicates.call(this)) return [found];
	const isKept = found.map((_item, position) => groupings.every(({ keptBy }) => keptBy[position] === position));
	return [found.filter((_item, position) => isKept[position]), found.filter((_item, position) => !isKept[position])];
}

import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { type RecordId, recordIdIn } from '../../../core/record/identity';
import { assertHostOf } from '../../../core/run/org-host';
import { counted } from '../../../core/run/verdict';
import type { MatchDecision } from '../../../core/store/contract/decisions';
import { systemClock } from '../../wiring/clock';
import { asItem } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { connectToMerge } from '../connection-parameters';

const displayOptions = { show: { operation: ['rememberDecision'] } };

/** What a person may say of a pair; `undecided` forgets what was said before. */
type Verdict = MatchDecision['verdict'] | 'undecided';

export const description: INodeProperties[] = [
	{
		displayName:
			'Keeps what a person said of two records. Find Duplicates, Scan Object, Match Against Salesforce and Plan Merges heed it from then on; nothing is written to Salesforce.',
		name: 'decisionNotice',
		type: 'notice',
		default: '',
		displayOptions,
	},
	{
		displayName: 'First Record ID',
		name: 'decidedId',
		type: 'string',
		default: '={{ $json.Id }}',
		required: true,
		description: 'ID of the one record',
		displayOptions,
	},
	{
		displayName: 'Second Record ID',
		name: 'decidedOtherId',
		type: 'string',
		default: '={{ $json.otherId }}',
		required: true,
		description: 'ID of the other record',
		displayOptions,
	},
	{
		displayName: 'They Are',
		name: 'verdict',
		type: 'options',
		options: [
			{
				name: 'Not the Same',
				value: 'different',
				description: 'They never end in one group, not even by a third record',
			},
			{ name: 'The Same', value: 'same', description: 'They are always in one group' },
			{ name: 'Undecided', value: 'undecided', description: 'Forgets what was said of the two before' },
		],
		default: 'different',
		description: 'What the person said; by expression, where each pair has its own answer',
		displayOptions,
	},
	{
		displayName: 'Decided By',
		name: 'decidedBy',
		type: 'string',
		default: '',
		placeholder: 'e.g. jana@example.com',
		description: 'Who said so, for those who ask later; may be left empty',
		displayOptions,
	},
];

interface Said {
	readonly ids: readonly [RecordId, RecordId];
	readonly verdict: Verdict;
	readonly decidedBy?: string;
}

/** The items as they came, once all of them are kept. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const said = items.map((_, itemIndex) => readSaid.call(this, itemIndex));
	const [client, store] = [await connectToMerge.call(this), await instanceStore()];
	await assertHostOf(store, client.org, systemClock());
	const decidedAt = systemClock();
	const decisions = said.flatMap(({ verdict, ...rest }) =>
		verdict === 'undecided' ? [] : [{ ...rest, verdict, decidedAt }],
	);
	const taken = said.filter(({ verdict }) => verdict === 'undecided').map(({ ids }) => ids);
	await store.saveDecisions(client.org.orgId, decisions);
	if (taken.length > 0) await store.dropDecisions(client.org.orgId, taken);
	showNotes.call(this, [sentenceOf(said)]);
	return [items.map(({ json }, index) => asItem({ ...json, verdict: said[index].verdict }, index))];
}

function readSaid(this: IExecuteFunctions, itemIndex: number): Said {
	const idIn = (name: string, label: string): RecordId => {
		const given = String(this.getNodeParameter(name, itemIndex, '') ?? '').trim();
		const id = recordIdIn(given);
		if (id !== undefined) return id;
		throw invalid(given === '' ? `${label} is empty.` : `${label} "${given}" is no Salesforce record ID.`, itemIndex);
	};
	const ids = [idIn('decidedId', 'First Record ID'), idIn('decidedOtherId', 'Second Record ID')] as const;
	if (ids[0] === ids[1]) throw invalid(`Both IDs are ${ids[0]}.`, itemIndex);
	const verdict = String(this.getNodeParameter('verdict', itemIndex)).trim();
	if (verdict !== 'same' && verdict !== 'different' && verdict !== 'undecided')
		throw invalid(`They Are has "${verdict}", and must be same, different or undecided.`, itemIndex);
	const decidedBy = String(this.getNodeParameter('decidedBy', itemIndex, '') ?? '').trim();
	return { ids, verdict, ...(decidedBy !== '' && { decidedBy }) };
}

function invalid(message: string, itemIndex: number): EnrichmentError {
	return new EnrichmentError('invalid_parameter', message, {
		remedy: 'Give each item the IDs of two records and what they are; nothing of these items was kept.',
		details: { itemIndex },
	});
}

function sentenceOf(said: readonly Said[]): string {
	const count = (verdict: Verdict): number => said.filter((each) => each.verdict === verdict).length;
	const parts = [
		...(count('same') > 0 ? [`${counted(count('same'), 'pair')} kept as the same`] : []),
		...(count('different') > 0 ? [`${counted(count('different'), 'pair')} kept as not the same`] : []),
		...(count('undecided') > 0 ? [`${counted(count('undecided'), 'pair')} left undecided`] : []),
	];
	return parts.length > 0 ? parts.join('; ') : 'No decisions came in';
}

import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { assertItemsOfOrg } from '../../../core/record/same-org';
import { RunBooks } from '../../../core/run/run-books';
import { askRules, type Opinion, opinionSentence } from '../../../core/stages/dedupe/opinion/second-opinion';
import { clientRunContext } from '../../wiring/client-run';
import { asItem, recordsOf } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { connectToMerge } from '../connection-parameters';

const displayOptions = { show: { operation: ['secondOpinion'] } };

export const description: INodeProperties[] = [
	{
		displayName:
			'Asks the active duplicate rules of the org for duplicates of the records, 50 records an API call, and compares them with the duplicates that Find Duplicates, Scan Object or Match Against Salesforce found. Nothing is written.',
		name: 'opinionNotice',
		type: 'notice',
		default: '',
		displayOptions,
	},
	{
		displayName: 'Most Records',
		name: 'mostAsked',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50_000 },
		default: 2_000,
		description: 'More are refused before anything is asked; 2,000 records take 40 API calls',
		displayOptions,
	},
];

/** The items that both sides see alike, and the others, each with what either found. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const most = this.getNodeParameter('mostAsked', 0, 2_000) as number;
	if (items.length > most)
		throw new EnrichmentError('invalid_parameter', `${items.length} records came in, and Most Records is ${most}.`, {
			remedy: 'Let fewer come in, e.g. only those with duplicates, or raise Most Records: each 50 take an API call.',
		});
	const client = await connectToMerge.call(this);
	const records = recordsOf(items);
	assertItemsOfOrg(records, client.org);
	const context = await clientRunContext(items, client);
	const before = client.calls.now();
	try {
		const found = await askRules(client, records, this.getExecutionCancelSignal());
		showNotes.call(this, [opinionSentence(found, client.calls.since(before).used)]);
		const rows = found.opinions.map(
			(opinion, at) => [opinion.opinion, asItem({ ...records[at], ...columns(opinion) }, at)] as const,
		);
		return [
			rows.filter(([opinion]) => opinion === 'agree').map(([, item]) => item),
			rows.filter(([opinion]) => opinion !== 'agree').map(([, item]) => item),
		];
	} finally {
		await new RunBooks(context, 'match').enterAsPlanned(client.calls.since(before));
	}
}

function columns({ opinion, foundByBoth, foundOnlyHere, foundOnlyByRules, rules, note }: Opinion): object {
	return {
		opinion,
		foundByBoth: foundByBoth.join(', '),
		foundOnlyHere: foundOnlyHere.join(', '),
		foundOnlyByRules: foundOnlyByRules.join(', '),
		duplicateRules: rules.join(', '),
		...(note !== undefined && { opinionNote: note }),
	};
}

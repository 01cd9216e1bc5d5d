import { randomUUID } from 'node:crypto';
import { partition, sortBy } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { assertHostOf } from '../../../core/run/org-host';
import { recordLink } from '../../../core/run/review-row';
import { approvedConversion } from '../../../core/stages/dedupe/convert/conversion-rows';
import { type ConvertedLead, convertLeads, usualMostLeads } from '../../../core/stages/dedupe/convert/convert-leads';
import { systemClock } from '../../wiring/clock';
import { asItem } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { connectToMerge } from '../connection-parameters';

const displayOptions = { show: { operation: ['convertLeads'] } };
const leaseMs = 3 * 60_000;

export const description: INodeProperties[] = [
	{
		displayName:
			'Every row of Plan Conversions that comes in counts as approved. Salesforce takes no conversion back: an undo gives contacts and accounts their earlier values back and lists what was made, but the lead stays converted.',
		name: 'convertNotice',
		type: 'notice',
		default: '',
		displayOptions,
	},
	{
		displayName: 'Most Leads',
		name: 'mostLeads',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: usualMostLeads,
		description: 'In one run; further rows leave by the second output and can be converted next',
		displayOptions,
	},
];

/** Converted leads leave by the first output, all others with the reason by the second, and always one item with the numbers by the third. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const wishes = items.map((item, index) => approvedConversion(item.json.plan, index));
	assertOneRules(wishes.map(({ rules }) => JSON.stringify(rules)));
	const [client, store] = [await connectToMerge.call(this), await instanceStore()];
	await assertHostOf(store, client.org, systemClock());
	const means = { client, store, clock: systemClock, newRunId: randomUUID, signal: this.getExecutionCancelSignal() };
	const report = await convertLeads(means, {
		wishes,
		rules: wishes[0].rules,
		approved: wishes.map(({ digest }) => digest),
		mostLeads: this.getNodeParameter('mostLeads', 0) as number,
		executionId: this.getExecutionId(),
		workflowId: this.getWorkflow().id,
		leaseMs,
	});
	showNotes.call(this, [report.text]);
	const positions = new Map<string, number>(wishes.map(({ leadId }, index) => [leadId, index]));
	const positionOf = ({ leadId }: ConvertedLead) => positions.get(leadId) ?? 0;
	const link = (id: string | undefined) => (id === undefined ? '' : recordLink(client.org, id));
	const toItem = (lead: ConvertedLead) =>
		asItem(
			{
				...{ leadId: lead.leadId, status: lead.status, message: lead.message ?? '' },
				...{ contactId: lead.contactId ?? '', contactLink: link(lead.contactId) },
				...{ accountId: lead.accountId ?? '', accountLink: link(lead.accountId) },
				...{ opportunityId: lead.opportunityId ?? '', runId: report.runId },
			},
			positionOf(lead),
		);
	const [converted, others] = partition(sortBy(report.leads, positionOf), ({ status }) => status === 'converted');
	const summary = {
		...{ runId: report.runId, status: report.status, reason: report.reason ?? '' },
		...{ leadsConverted: converted.length, leadsLeft: others.length, text: report.text },
	};
	return [converted.map(toItem), others.map(toItem), [asItem(summary, 0)]];
}

/** All rows of one plan have the same rules. */
function assertOneRules(rules: readonly string[]): void {
	if (new Set(rules).size === 1) return;
	throw new EnrichmentError('invalid_input', 'The rows come from plans with different settings.', {
		remedy: 'Convert the rows of each Plan Conversions in a node of their own.',
	});
}

import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { listRules } from '../../../core/rules/list-rules';
import { findRecordNames, idsInSelections, withRecordNames } from '../../../core/rules/record-names';
import { asItem } from '../../wiring/record-items';
import { exportRules } from '../../wiring/rules/export-workflow';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';

const displayOptions = { show: { resource: ['org'], operation: ['exportRules'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Workflow (JSON)',
		name: 'workflowJson',
		type: 'json',
		typeOptions: { rows: 10 },
		required: true,
		default: '',
		description:
			'Select all nodes of the workflow (Ctrl+A), copy them (Ctrl+C) and paste them here; its download does too, or an expression that gives it',
		displayOptions,
	},
	{
		displayName: 'Name of the Rule Set',
		name: 'rulesTitle',
		type: 'string',
		default: 'Rules',
		description: 'What people read of it in messages',
		displayOptions,
	},
];

/** The document in the first row; then a row for each thing that stays with its node. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const title = String(this.getNodeParameter('rulesTitle', 0, 'Rules')).trim() || 'Rules';
	const exported = exportRules(this.getNodeParameter('workflowJson', 0, ''), title);
	const ids = idsInSelections(exported.ruleSet);
	// IDs of the sandbox mean nothing elsewhere; without any there is nothing to ask.
	const names =
		ids.length > 0
			? await findRecordNames(await salesforceClient.call(this), ids, this.getExecutionCancelSignal())
			: new Map();
	const ruleSet = withRecordNames(exported.ruleSet, names);
	const count = listRules(ruleSet).length;
	const what = `${count} rules of the workflow; ${exported.leftOut.length} settings stay with their nodes.`;
	showNotes.call(this, [what]);
	return [
		[
			asItem({ node: '', what, ruleSet: JSON.stringify(ruleSet) }, 0),
			...exported.leftOut.map(({ node, what: left }) => asItem({ node, what: `Stays: ${left}`, ruleSet: '' }, 0)),
		],
	];
}

import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { parseRuleSet } from '../../../core/rules/parse-rule-set';
import { applyPromotion, planPromotion } from '../../../core/rules/promote';
import { promotionRows } from '../../../core/rules/promotion-rows';
import type { RuleSet } from '../../../core/rules/rule-set';
import { assertHostOf } from '../../../core/run/org-host';
import type { Store } from '../../../core/store/store';
import { systemClock } from '../../wiring/clock';
import { asItem } from '../../wiring/record-items';
import { readDocument } from '../../wiring/rules/read-rule-set';
import { documentParameters } from '../../wiring/rules/rules-parameters';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';

const show = { resource: ['org'], operation: ['promoteRules'] };

export const description: INodeProperties[] = [
	{
		displayName: 'Rule Set to Apply',
		name: 'rulesSource',
		type: 'options',
		options: [
			{
				name: 'Earlier Version',
				value: 'version',
				description: 'One that held for this org before; it becomes the newest version',
			},
			{ name: 'In a File', value: 'file', description: 'A JSON file on the server that n8n may read' },
			{ name: 'In JSON', value: 'json', description: 'Pasted below, or by expression, such as from Get Kept Rules' },
		],
		default: 'json',
		description: 'The rules that are to hold for the org of the credential, for example those of the sandbox',
		displayOptions: { show },
	},
	...documentParameters(show, 'rulesSource'),
	{
		displayName: 'Version',
		name: 'rulesVersion',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'Which earlier version is to hold again; Get Kept Rules lists them',
		displayOptions: { show: { ...show, rulesSource: ['version'] } },
	},
	{
		displayName: 'Approved Digest',
		name: 'approvedDigest',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3f9c0b7d12e45a68',
		description:
			'Empty shows what would change and gives the digest of it; with that digest exactly these changes are applied, and nothing else',
		displayOptions: { show },
	},
];

export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const store = await instanceStore();
	const client = await salesforceClient.call(this);
	const now = systemClock();
	await assertHostOf(store, client.org, now);
	const ruleSet = await readRules.call(this, store, client.org.orgId);
	const promotion = await planPromotion(client, store, ruleSet, this.getExecutionCancelSignal());
	const digest = String(this.getNodeParameter('approvedDigest', 0, '')).trim();
	const keptBy = `workflow ${this.getWorkflow().id ?? '(unsaved)'}, execution ${this.getExecutionId()}`;
	const version = digest === '' ? undefined : await applyPromotion(store, promotion, { digest, now, keptBy });
	const rows = promotionRows(promotion, version);
	showNotes.call(this, [rows[0].what]);
	return [rows.map((row) => asItem(row, 0))];
}

async function readRules(this: IExecuteFunctions, store: Store, orgId: string): Promise<RuleSet> {
	const source = this.getNodeParameter('rulesSource', 0, 'json') as string;
	if (source !== 'version') {
		const { document, where } = await readDocument.call(this, source);
		return parseRuleSet(document, where);
	}
	const version = Number(this.getNodeParameter('rulesVersion', 0, 1));
	const kept = Number.isInteger(version) ? await store.loadRuleSet(orgId, version) : undefined;
	if (kept) return parseRuleSet(kept.document, `version ${version}`);
	throw new EnrichmentError('invalid_parameter', `No version ${version} of a rule set is kept for this org.`, {
		remedy: 'Get Kept Rules lists the versions that are.',
	});
}

import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { assertHostOf } from '../../../core/run/org-host';
import { systemClock } from '../../wiring/clock';
import { asItem } from '../../wiring/record-items';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';

/** The credential says all. */
export const description: INodeProperties[] = [];

/** One row for each version, the newest first; the first row has its document. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const store = await instanceStore();
	const { org } = await salesforceClient.call(this);
	await assertHostOf(store, org, systemClock());
	const versions = await store.listRuleSets(org.orgId);
	if (versions.length === 0) {
		showNotes.call(this, [`No rule set is kept for ${org.name}; Promote Rules applies the first one.`]);
		return [[]];
	}
	const holding = await store.loadRuleSet(org.orgId, versions[0].version);
	showNotes.call(this, [`Version ${versions[0].version} holds for ${org.name}; ${versions.length} are kept.`]);
	return [
		versions.map(({ version, digest, keptAt, keptBy }, index) =>
			asItem(
				{
					version,
					holds: index === 0,
					keptAt: keptAt.toISOString(),
					keptBy,
					digest,
					ruleSet: index === 0 ? (holding?.document ?? '') : '',
				},
				0,
			),
		),
	];
}

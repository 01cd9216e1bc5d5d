import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { recordIdIn } from '../../core/record/identity';
import { assertItemsOfOrg } from '../../core/record/same-org';
import { RunBooks } from '../../core/run/run-books';
import type { RunContext } from '../../core/run/run-context';
import { fieldLabelsIfSeen } from '../../core/stages/score/field-labels';
import { countRelated } from '../../core/stages/score/related/count-related';
import type { SalesforceClient } from '../../core/salesforce/client';
import type { ScoreView } from '../../core/stages/score/score-view';
import { isRelated, type ScoreRule } from '../../core/stages/score/scorecard';
import { clientRunContext } from '../wiring/client-run';
import { systemClock } from '../wiring/clock';
import { fieldListsParameter } from '../wiring/field-lists-parameter';
import { recordsOf } from '../wiring/record-items';
import { itemsRunContext } from '../wiring/run-context';
import { salesforceClient } from '../wiring/salesforce-client';

const nobody = 'none';

/** Scoring needs no org but to count related records and to name fields as people see them. */
export const connectionParameter: INodeProperties = {
	...fieldListsParameter,
	displayName: 'Connect With',
	description:
		'The org that fields are chosen from, related records are counted in, records to train on are read from and fields get their labels from; None where nothing of that is needed',
};

/** What records are scored with, and what a person should know of it. */
export interface Connected {
	readonly view: ScoreView;
	readonly context: RunContext | undefined;
	readonly notes: readonly string[];
}

interface Wanted {
	readonly sObject: string;
	readonly rules: readonly ScoreRule[];
	/** Field paths whose labels reasons are written in. */
	readonly paths: readonly string[];
	readonly hasLabels: boolean;
}

/**
 * The view of this moment, with counts and labels from the org that the node is connected with. Throws `invalid_parameter` where rules
 * count related records and no credential is chosen: scores without them would be written over better ones.
 */
export async function connectView(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	wanted: Wanted,
): Promise<Connected> {
	const now = systemClock();
	const rules = wanted.rules.filter(isRelated);
	const isConnected = this.getNodeParameter('authentication', 0, nobody) !== nobody;
	if (rules.length > 0 && !isConnected) throw unconnected(`The rule "${rules[0].name}" counts related records`);
	if (!isConnected || (rules.length === 0 && !wanted.hasLabels))
		return { view: { now }, context: await itemsRunContext(items), notes: [] };
	const client = await salesforceClient.call(this);
	const context = await clientRunContext(items, client);
	assertItemsOfOrg(recordsOf(items), client.org);
	const before = client.calls.now();
	try {
		const { labels, note } = wanted.hasLabels ? await fieldLabelsIfSeen(client, wanted.sObject, wanted.paths) : {};
		const counts =
			rules.length === 0
				? undefined
				: await countRelated(client, {
						sObject: wanted.sObject,
						ids: recordsOf(items).flatMap(({ Id }) => recordIdIn(Id) ?? []),
						rules,
						now,
						signal: this.getExecutionCancelSignal(),
						...(context && { keepLease: () => context.keepLease() }),
					});
		const notes = (counts?.uncounted ?? []).map(
			({ rule, why }) => `Not counted, so the rule "${rule}" gave no points: ${why}`,
		);
		return {
			view: { now, ...(labels && { labels }), ...(counts && { counts }) },
			context,
			notes: note ? [...notes, note] : notes,
		};
	} finally {
		await new RunBooks(context, 'score').enterAsPlanned(client.calls.since(before));
	}
}

/** A client for the credential that was chosen; throws `invalid_parameter` where none was. */
export async function connectToForecast(this: IExecuteFunctions): Promise<SalesforceClient> {
	if (this.getNodeParameter('authentication', 0, nobody) !== nobody) return await salesforceClient.call(this);
	throw unconnected('A forecast counts in the org');
}

function unconnected(why: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `${why}, and Connect With is None.`, {
		remedy: 'Choose in Connect With how the node logs in to the org, and a credential of that kind.',
	});
}

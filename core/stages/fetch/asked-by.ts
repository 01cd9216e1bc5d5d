import { chunk, partition } from 'lodash';
import { EnrichmentError } from '../../errors';
import { type RecordId, toRecordId } from '../../record/identity';
import type { SalesforceClient } from '../../salesforce/client';
import { soqlIdList, soqlIdLiteral } from '../../salesforce/soql';
import type { Settlement } from '../../store/contract/work';
import { type Fetch, planCalls } from './fetch-context';
import type { OnBehalfOf } from './selection';

/** UserRecordAccess answers for so many records of one user (Object Reference, UserRecordAccess). */
const recordsPerQuery = 200;
/** So many queries travel in one call. */
const queriesPerCall = 5;

/**
 * Those of the listed records that the person who asks may edit and that are left of their day, in their order. The others
 * are settled at once, before anything is read or paid for. Throws `run_not_found` outside of a run, which counts the day.
 */
export async function askedBy(fetch: Fetch, ids: readonly RecordId[]): Promise<readonly RecordId[]> {
	const { client, request, context, tally } = fetch;
	const { onBehalfOf } = request;
	if (!onBehalfOf || ids.length === 0) return ids;
	if (!context) throw noRun();
	await planCalls(context, Math.ceil(ids.length / (recordsPerQuery * queriesPerCall)));
	const editable = await editableBy(client, onBehalfOf.userId, ids, fetch.signal);
	const [theirs, others] = partition(ids, (id) => editable.has(id));
	const { orgId, isDryRun } = context.run;
	const day = client.serverNow().toISOString().slice(0, 10);
	const { userId, mostPerDay } = onBehalfOf;
	// What a preview looks at is not counted: it writes nothing.
	const granted = isDryRun
		? theirs.length
		: await context.store.takeOfDay(orgId, userId, day, theirs.length, mostPerDay);
	const over = theirs.slice(granted);
	tally.notTheirs = others.length;
	tally.overDaily = over.length;
	await settle(fetch, [
		...others.map((recordId) => notTheirs(recordId, userId)),
		...over.map((recordId) => overDaily(recordId, onBehalfOf)),
	]);
	return theirs.slice(0, granted);
}

/** The Id of a user, in 18 characters; throws `invalid_parameter` for anything else. */
export function toUserId(value: string): RecordId {
	if (value.startsWith('005')) return toRecordId(value);
	throw new EnrichmentError('invalid_parameter', `"${value.slice(0, 40)}" is no ID of a Salesforce user.`, {
		remedy: 'Send the ID of the user who asks, which begins with 005, such as $User.Id of the flow.',
	});
}

async function editableBy(
	client: SalesforceClient,
	userId: RecordId,
	ids: readonly RecordId[],
	signal: AbortSignal | undefined,
): Promise<ReadonlySet<unknown>> {
	const editable = new Set<unknown>();
	for (const part of chunk(ids, recordsPerQuery * queriesPerCall)) {
		const soqls = chunk(part, recordsPerQuery).map(
			(records) =>
				`SELECT RecordId, HasEditAccess FROM UserRecordAccess WHERE UserId = ${soqlIdLiteral(userId)} AND RecordId IN ${soqlIdList(records)}`,
		);
		const rows = await client.querySeveral(soqls, 'ask which of the records the user may edit', signal);
		for (const { RecordId, HasEditAccess } of rows) if (HasEditAccess === true) editable.add(RecordId);
	}
	return editable;
}

async function settle({ context, tally }: Fetch, settlements: readonly Settlement[]): Promise<void> {
	if (!context || settlements.length === 0) return;
	for (const settlement of settlements) tally.leftOut.push(settlement);
	await context.store.addWork(
		context.run,
		settlements.map(({ recordId }) => ({ recordId, version: undefined })),
	);
	await context.store.settleWork(context.run, settlements);
}

function notTheirs(recordId: RecordId, userId: RecordId): Settlement {
	const message = `The user who asked (${userId}) may not edit the record, or it is not there`;
	return { recordId, outcome: 'not_theirs', message, retryable: false };
}

function overDaily(recordId: RecordId, { userId, mostPerDay }: OnBehalfOf): Settlement {
	const message = `The user who asked (${userId}) has had the ${mostPerDay} records that one user may have enriched on a day (UTC)`;
	return { recordId, outcome: 'asked_too_often', message, retryable: false };
}

function noRun(): EnrichmentError {
	return new EnrichmentError(
		'run_not_found',
		'Records can be fetched on behalf of a user within a run only, which counts how many they have had today.',
		{
			remedy: 'Put Enrichment Run: Start before this node.',
		},
	);
}

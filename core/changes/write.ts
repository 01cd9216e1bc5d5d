import { namesOfOwnFields, type OwnFieldNames } from '../record/fields';
import { isSalesforceId, toId18 } from '../record/identity';
import type { RecordItem } from '../record/record-item';
import { RunBooks } from '../run/run-books';
import { DiffDigest } from '../run/diff-digest';
import type { ChangesRun } from './changes-run';
import type { CallCount } from '../salesforce/call-tally';
import type { SalesforceClient } from '../salesforce/client';
import type { WriteOptions } from '../salesforce/row-result';
import type { SObjectDescription } from '../salesforce/schema';
import type { Currencies } from '../salesforce/currencies';
import { writtenFields } from './plan/address-changes';
import type { ApplyJob } from './send/job';
import { Brake, defaultCircuitBreaker, triedInRun } from './send/breaker';
import { chooseKeyField } from './plan/key-field';
import type { PlanSettings } from './plan/record-plan';
import type { Saver } from './send/saver';
import { requireRun } from './staged/stage-rows';
import { Verdicts } from './settle/verdicts';
import type { WriteReport } from './write-report';
import type { WriteRequest } from './write-request';

/** What all parts of one write share. */
export interface Write {
	readonly client: SalesforceClient;
	readonly request: WriteRequest;
	readonly items: readonly RecordItem[];
	readonly description: SObjectDescription;
	readonly fieldNames: OwnFieldNames;
	readonly verdicts: Verdicts;
	readonly brake: Brake;
	readonly context?: ChangesRun;
	readonly signal?: AbortSignal;
	/** Calls of the canary, which are booked apart; `undefined` while there has been none. */
	canaryCalls?: CallCount;
	/** Asked for once, when an amount has to be converted. */
	currencies?: Currencies;
}

/** A write that has done nothing yet; one of a run that was told to stop stops at once. Throws `invalid_parameter` when the request cannot work. */
export async function beginWrite(
	parts: Pick<Write, 'client' | 'request' | 'items' | 'description' | 'context' | 'signal'>,
): Promise<Write> {
	const { request: asked, description, items, context } = parts;
	if (asked.delivery === 'at_finish' && !asked.isDryRun) requireRun(context);
	const fieldNames = namesOfOwnFields(context?.run.settings?.fieldNames ?? asked.fieldNames);
	const request = { ...asked, externalIdField: chooseKeyField(asked, description, fieldNames) };
	const { circuitBreaker = defaultCircuitBreaker } = request;
	const before = context && triedInRun(await context.store.countOutcomes(context.run));
	const brake = new Brake(circuitBreaker === 'off' ? undefined : circuitBreaker, before);
	const run = await context?.store.findRun(context.run.runId);
	if (run?.stop) brake.stop(run.stop.why);
	return { ...parts, request, fieldNames, verdicts: new Verdicts(items), brake };
}

/** What records are planned with, at Salesforce's time of this moment. */
export function planSettings(
	write: Write,
	{ memory, users, staged }: Pick<PlanSettings, 'memory' | 'users' | 'staged'> = {},
): PlanSettings {
	const { client, request, description, fieldNames, context } = write;
	return {
		description,
		memory,
		users,
		currencies: write.currencies,
		fieldNames,
		staged,
		runStartedAt: context?.run.startedAt,
		mustFit: mustFitOf(request, description),
		timeZone: request.timeZone,
		writeStamps: request.writeStamps,
		serverNow: client.serverNow(),
		runId: context?.run.runId,
	};
}

/** Proposals are left out where they do not fit, and what a person mapped refuses its record, unless the request says otherwise. */
function mustFitOf(
	{ badValues, mappedFields = [], externalIdField }: WriteRequest,
	description: SObjectDescription,
): (field: string) => boolean {
	const mapped = new Set(writtenFields(mappedFields, description));
	// Without its key a record would be another one.
	return (field) => field === externalIdField || (badValues === undefined ? mapped.has(field) : badValues === 'refuse');
}

/** What plans are sent with. */
export function applyJob(write: Write, saver: Saver, settings: PlanSettings = planSettings(write)): ApplyJob {
	const { client, request, verdicts, brake, context, signal } = write;
	return {
		client,
		sObject: request.sObject,
		options: optionsOf(request),
		saver,
		settings,
		context,
		book: context,
		verdicts,
		brake,
		signal,
	};
}

/** The headers that the request asks for. */
export function optionsOf({
	autoAssign,
	duplicateRule,
}: Pick<WriteRequest, 'autoAssign' | 'duplicateRule'>): WriteOptions {
	return { autoAssign, duplicateRule };
}

/** Notes calls that are about to be made; does nothing without a run. */
export async function planCalls({ context }: Pick<Write, 'context'>, planned: number): Promise<void> {
	await new RunBooks(context, 'write').plan(planned);
}

/** Once every input has its verdict. */
export function reportOf({ verdicts, brake }: Pick<Write, 'verdicts' | 'brake'>): WriteReport {
	const outcomes = verdicts.outcomes();
	const digest = new DiffDigest();
	for (const { item, changes } of outcomes) {
		const recordId = typeof item.Id === 'string' && isSalesforceId(item.Id) ? toId18(item.Id) : '';
		for (const { field, after } of changes) digest.add({ recordId, field, after });
	}
	return { outcomes, digest: digest.hex(), ...(brake.reason !== undefined && { stopReason: brake.reason }) };
}

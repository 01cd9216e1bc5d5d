import { EnrichmentError } from '../../errors';
import type { RecordId } from '../../record/identity';
import type { ApiCalls } from '../api-calls';
import { isWithoutAnswer, mayHaveBeenApplied } from '../network-error';
import type { RowError, RowResult, WriteOptions } from '../row-result';
import { matchedIdsOf } from '../duplicate-result';
import { element, envelope, sObjectXml } from './soap-xml';
import { errorsOf, idsOf, isSuccess, listOf, plainDuplicates, resultsOf, type SoapNode, textIn } from './soap-reply';

/** One merge: at most two records go into the master. */
export interface MergeRequest {
	readonly sObject: string;
	readonly masterId: RecordId;
	/** One or two. */
	readonly loserIds: readonly RecordId[];
	/** What the master gets; null empties a field. */
	readonly fields: Readonly<Record<string, unknown>>;
}

/** What became of a merge. */
export type MergeResult =
	| { readonly status: 'merged'; readonly relatedIds: readonly RecordId[] }
	| Exclude<RowResult, { status: 'saved' }>;

/** A lead to convert. */
export interface ConvertRequest {
	readonly leadId: RecordId;
	readonly accountId?: RecordId;
	/** Only with its account. */
	readonly contactId?: RecordId;
	readonly convertedStatus: string;
	readonly ownerId?: RecordId;
	readonly createsOpportunity: boolean;
	readonly opportunityName?: string;
	readonly overwritesLeadSource: boolean;
	readonly notifiesOwner: boolean;
	/** Lets a duplicate rule that only warns pass. */
	readonly bypassesDuplicateRules: boolean;
}

/** What a lead became. */
export type ConvertResult =
	| {
			readonly status: 'converted';
			readonly accountId: RecordId | undefined;
			readonly contactId: RecordId | undefined;
			readonly opportunityId: RecordId | undefined;
	  }
	| Exclude<RowResult, { status: 'saved' }>;

/** What the org's own duplicate rules say of one record. */
export type RuleFindings =
	| {
			readonly status: 'found';
			readonly byRule: ReadonlyArray<{ readonly rule: string; readonly ids: readonly string[] }>;
	  }
	| { readonly status: 'refused'; readonly errors: readonly RowError[] };

/** SOAP API Developer Guide: merge(), undelete(). */
export const maxSoapElements = 200;
/** convertLead(). */
export const maxConvertLeads = 100;
/** findDuplicatesByIds(). */
export const maxDuplicateIds = 50;

/** What only the partner SOAP API does. Each throws what refuses the whole call; a lost reply leaves every element `unknown`. */
export class SoapCalls {
	constructor(
		private readonly api: ApiCalls,
		private readonly apiVersion: string,
		private readonly callClient: string,
	) {}

	/** Merges, each in a transaction of its own; at most 200, results in their order. */
	async merge(
		requests: readonly MergeRequest[],
		options: WriteOptions = {},
		signal?: AbortSignal,
	): Promise<MergeResult[]> {
		assertAtMost(requests.length, maxSoapElements, 'merges');
		const body = requests.map(
			({ sObject, masterId, loserIds, fields }) =>
				`<request>${sObjectXml('masterRecord', sObject, masterId, fields)}${loserIds.map((id) => element('recordToMergeIds', id)).join('')}</request>`,
		);
		const results = await this.write(
			`<merge>${body.join('')}</merge>`,
			`merge ${requests.length} groups`,
			options,
			signal,
		);
		return requests.map((_, index) =>
			outcomeOf(
				results,
				index,
				(result) => ({ status: 'merged', relatedIds: idsOf(result.updatedRelatedIds) }) as const,
			),
		);
	}

	/** Brings records back from the recycle bin; at most 200, results in their order. */
	async undelete(ids: readonly RecordId[], signal?: AbortSignal): Promise<RowResult[]> {
		assertAtMost(ids.length, maxSoapElements, 'records to undelete');
		const body = `<undelete>${ids.map((id) => element('ids', id)).join('')}</undelete>`;
		const results = await this.write(body, `undelete ${ids.length} records`, {}, signal);
		return ids.map((id, index) => outcomeOf(results, index, () => ({ status: 'saved', id, created: false }) as const));
	}

	/** Converts leads, each in a transaction of its own; at most 100, results in their order. */
	async convertLeads(requests: readonly ConvertRequest[], signal?: AbortSignal): Promise<ConvertResult[]> {
		assertAtMost(requests.length, maxConvertLeads, 'leads to convert');
		const body = `<convertLead>${requests.map(convertXml).join('')}</convertLead>`;
		const results = await this.write(body, `convert ${requests.length} leads`, {}, signal);
		return requests.map((_, index) =>
			outcomeOf(
				results,
				index,
				({ accountId, contactId, opportunityId }) =>
					({
						status: 'converted',
						accountId: idsOf(accountId)[0],
						contactId: idsOf(contactId)[0],
						opportunityId: idsOf(opportunityId)[0],
					}) as const,
			),
		);
	}

	/** What the org's active duplicate rules find for its own records; at most 50 of one object, findings in their order. */
	async findDuplicates(ids: readonly RecordId[], signal?: AbortSignal): Promise<RuleFindings[]> {
		assertAtMost(ids.length, maxDuplicateIds, 'records to compare by duplicate rules');
		const body = `<findDuplicatesByIds>${ids.map((id) => element('ids', id)).join('')}</findDuplicatesByIds>`;
		const reply = await this.send(body, `look for duplicates of ${ids.length} records`, {}, true, signal);
		const results = resultsOf(reply);
		return ids.map((_, index) => findingsOf(results[index] ?? {}));
	}

	/** `undefined` when nobody knows what became of it. */
	private async write(
		body: string,
		what: string,
		options: WriteOptions,
		signal: AbortSignal | undefined,
	): Promise<readonly SoapNode[] | Lost> {
		try {
			return resultsOf(await this.send(body, what, options, false, signal));
		} catch (error) {
			if (!mayHaveBeenApplied(error)) throw error;
			return { reason: error.message, isPending: isWithoutAnswer(error) };
		}
	}

	private send(
		body: string,
		what: string,
		options: WriteOptions,
		isRepeatable: boolean,
		signal: AbortSignal | undefined,
	): Promise<unknown> {
		return this.api.send<unknown>(
			{
				kind: isRepeatable ? 'query' : 'write',
				method: 'POST',
				url: `/services/Soap/u/${this.apiVersion}`,
				envelope: envelope(this.callClient, options, body),
				what,
				isRepeatable,
			},
			signal,
		);
	}
}

interface Lost {
	readonly reason: string;
	readonly isPending: boolean;
}

function outcomeOf<T>(
	results: readonly SoapNode[] | Lost,
	index: number,
	read: (result: SoapNode) => T,
): T | Exclude<RowResult, { status: 'saved' }> {
	if ('reason' in results)
		return { status: 'unknown', reason: results.reason, ...(results.isPending && { isPending: true }) };
	const result = results[index];
	if (!result) return { status: 'unknown', reason: 'Salesforce answered the call without a result for this one' };
	return isSuccess(result) ? read(result) : { status: 'refused', errors: errorsOf(result) };
}

function findingsOf(result: SoapNode): RuleFindings {
	if (!isSuccess(result)) return { status: 'refused', errors: errorsOf(result) };
	const byRule = listOf(result.duplicateResults).map((each) => ({
		rule: textIn((each as SoapNode).duplicateRule) ?? '',
		ids: matchedIdsOf({ duplicateResult: plainDuplicates(each) }),
	}));
	return { status: 'found', byRule };
}

/** In the order of the WSDL, which SOAP demands. */
function convertXml(request: ConvertRequest): string {
	const { accountId, contactId, ownerId, opportunityName, bypassesDuplicateRules } = request;
	const optional = (name: string, value: unknown) => (value === undefined ? '' : element(name, value));
	return `<leadConverts>${[
		optional('accountId', accountId),
		element('bypassAccountDedupeCheck', bypassesDuplicateRules),
		element('bypassContactDedupeCheck', bypassesDuplicateRules),
		optional('contactId', contactId),
		element('convertedStatus', request.convertedStatus),
		element('doNotCreateOpportunity', !request.createsOpportunity),
		element('leadId', request.leadId),
		optional('opportunityName', opportunityName),
		element('overwriteLeadSource', request.overwritesLeadSource),
		optional('ownerId', ownerId),
		element('sendNotificationEmail', request.notifiesOwner),
	].join('')}</leadConverts>`;
}

function assertAtMost(count: number, most: number, what: string): void {
	if (count <= most) return;
	throw new EnrichmentError('invalid_parameter', `${count} ${what} are too many for one call; ${most} is the most.`, {
		remedy: 'Send them in several calls.',
	});
}

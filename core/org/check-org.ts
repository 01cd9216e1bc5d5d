import { EnrichmentError } from '../errors';
import { dataFieldsOf } from '../record/data-fields';
import type { OwnFieldNames } from '../record/fields';
import type { SalesforceRecord } from '../record/record-item';
import { levelUnder, planCeilings } from '../run/allowance';
import { formatCount } from '../run/verdict';
import type { SalesforceClient } from '../salesforce/client';
import type { DailyAllowance, OrgIdentity } from '../salesforce/org-identity';
import type { SetupAnswer } from '../salesforce/setup-calls';
import { checkObjectAccess, checkVisibility, type PlannedWrite } from './check-access';
import { checkApiUser, touchesQuestion } from './check-api-user';
import { checkAutomation } from './check-automation';
import { checkMetadata, metadataQuestions } from './check-metadata';
import { checkOwnFields } from './check-own-fields';
import { checkCurrencies, checkPlaces } from './check-places';
import { bodyOf, rowsOf, type Evidence } from './evidence';
import { couldNotBeChecked, type Finding, type FindingState } from './finding';
import { restQuestions, toolingQuestions, type DescribedObject } from './setup-questions';

/** What an org is checked for. */
export interface OrgCheckRequest {
	readonly sObject: string;
	/** What the pack's own fields are called in this org. */
	readonly fieldNames: OwnFieldNames;
	/** What is going to be done to the object's records. */
	readonly plannedWrites: readonly PlannedWrite[];
}

/** What the checks found, and what finding it cost. */
export interface OrgCheckReport {
	/** In the order of the checks; at least one per check. */
	readonly findings: readonly Finding[];
	readonly states: Readonly<Record<FindingState, number>>;
	/** Whether nothing is missing; warnings and open checks don't count. */
	readonly isReady: boolean;
	readonly org: OrgIdentity;
	readonly sObject: string;
	/** API calls made: two of the REST API, one of the Tooling API, one for the limits, and their repeats. */
	readonly calls: number;
}

/** Everything read from the org. */
interface OrgEvidence {
	readonly rest: ReadonlyMap<string, SetupAnswer>;
	readonly tooling: ReadonlyMap<string, SetupAnswer>;
	readonly allowance: Evidence<DailyAllowance>;
	/** Permission sets and the custom permission of the pack. */
	readonly permissions: ReadonlyMap<string, SetupAnswer>;
	/** `undefined` where the object has no stamps. */
	readonly touches: Evidence<readonly SalesforceRecord[]> | undefined;
}

/**
 * What is missing or dangerous before the pack writes to this object, in four calls. What the user may not read is
 * a finding of state `unknown`; throws only when the org cannot be asked at all.
 *
 * Composite and not Composite Batch: the first counts as one call, of the second every part counts (REST API
 * Developer Guide), and only the Tooling API has a Composite for validation and workflow rules.
 */
export async function checkOrg(
	client: SalesforceClient,
	request: OrgCheckRequest,
	signal?: AbortSignal,
): Promise<OrgCheckReport> {
	const { sObject, fieldNames } = request;
	const before = client.calls.now();
	const [rest, tooling, allowance] = await Promise.all([
		client.setup.ask(
			'rest',
			restQuestions(sObject, client.org.userId, [
				...Object.values(fieldNames),
				...dataFieldsOf(sObject).map(({ name }) => name),
			]),
			signal,
		),
		client.setup.ask('tooling', toolingQuestions(sObject), signal),
		readAllowance(client),
	]);
	const object = bodyOf<DescribedObject>(rest, 'object');
	const question = touchesQuestion(sObject, client.org.userId, fieldNames, object);
	const questions = [...metadataQuestions(client.org.userId), ...(question ? [question] : [])];
	const permissions = await client.setup.ask('rest', questions, signal);
	const touches = question && rowsOf<SalesforceRecord>(permissions, question.name);
	const findings = findingsFrom(client.org, request, { rest, tooling, allowance, permissions, touches });
	const states = countStates(findings);
	return {
		findings,
		states,
		isReady: states.missing === 0,
		org: client.org,
		sObject,
		calls: client.calls.since(before).used,
	};
}

function findingsFrom(
	org: OrgIdentity,
	request: OrgCheckRequest,
	{ rest, tooling, allowance, permissions, touches }: OrgEvidence,
): Finding[] {
	const { sObject, fieldNames, plannedWrites } = request;
	const object = bodyOf<DescribedObject>(rest, 'object');
	return [
		checkOrgKind(org),
		checkAllowance(allowance),
		checkObjectAccess(sObject, object, plannedWrites),
		checkVisibility(sObject, {
			user: rowsOf(rest, 'user'),
			permissionSets: rowsOf(rest, 'permissionSets'),
			entity: rowsOf(tooling, 'entity'),
		}),
		checkApiUser(sObject, fieldNames, touches),
		...checkOwnFields(sObject, fieldNames, object, rowsOf(rest, 'fields')),
		...checkMetadata(sObject, {
			object,
			runs: bodyOf(rest, 'runs'),
			defined: rowsOf(rest, 'fields'),
			sets: rowsOf(permissions, 'packSets'),
			assigned: rowsOf(rest, 'permissionSets'),
			bypass: rowsOf(permissions, 'bypass'),
			granted: rowsOf(permissions, 'granted'),
		}),
		checkPersonAccounts(sObject === 'Account' ? object : bodyOf<DescribedObject>(rest, 'account')),
		checkPlaces(sObject, object),
		checkCurrencies(sObject, object),
		...checkAutomation(
			sObject,
			{
				duplicateRules: rowsOf(rest, 'duplicateRules'),
				flows: rowsOf(rest, 'flows'),
				triggers: rowsOf(tooling, 'triggers'),
				validationRules: rowsOf(tooling, 'validationRules'),
				workflowRules: rowsOf(tooling, 'workflowRules'),
				outboundMessages: rowsOf(tooling, 'outboundMessages'),
			},
			plannedWrites,
		),
	];
}

/** The limits are the only part that Composite does not serve. */
async function readAllowance(client: SalesforceClient): Promise<Evidence<DailyAllowance>> {
	try {
		return { status: 'read', found: await client.fetchDailyAllowance() };
	} catch (error) {
		if (!(error instanceof EnrichmentError) || error.code !== 'salesforce_refused') throw error;
		return { status: 'refused', why: error.message };
	}
}

function checkOrgKind({ name, orgId, isSandbox }: OrgIdentity): Finding {
	return {
		check: 'org kind',
		state: 'ok',
		what: `${name} (${orgId}) is a ${isSandbox ? 'sandbox' : 'production'} org.`,
	};
}

function checkAllowance(allowance: Evidence<DailyAllowance>): Finding {
	const check = 'API allowance';
	if (allowance.status === 'refused') {
		return couldNotBeChecked(check, allowance.why, 'Give the integration user View Setup and Configuration.');
	}
	const { max, remaining } = allowance.found;
	const ceilings = planCeilings({}, allowance.found, 0);
	const what = `${formatCount(remaining)} of ${formatCount(max)} API calls of the last 24 hours are left; by default a run goes on until ${formatCount(ceilings[0].ceiling)} are used.`;
	if (levelUnder(ceilings) === 'full') return { check, state: 'ok', what };
	return {
		check,
		state: 'warning',
		what,
		whatToDo: 'Wait until the use of the last 24 hours has dropped, or ask Salesforce for a larger API allowance.',
	};
}

function checkPersonAccounts(account: Evidence<DescribedObject>): Finding {
	const check = 'person accounts';
	if (account.status === 'refused') {
		return couldNotBeChecked(check, account.why, 'Let the integration user read Account, or look it up in Setup.');
	}
	if (!account.found.fields.some(({ name }) => name === 'IsPersonAccount'))
		return { check, state: 'ok', what: 'Person accounts are off.' };
	const what = 'Person accounts are on; they are left out when Contacts and Accounts are fetched.';
	return { check, state: 'warning', what, whatToDo: 'Count on fewer records than the object holds.' };
}

function countStates(findings: readonly Finding[]): Record<FindingState, number> {
	const states: Record<FindingState, number> = { ok: 0, warning: 0, missing: 0, unknown: 0 };
	for (const { state } of findings) states[state] += 1;
	return states;
}

import { EnrichmentError } from '../errors';
import { isSalesforceId, toRecordId } from '../record/identity';
import { ApiCalls } from './api-calls';
import { hostOf, throwIfCanceled, type ApiCallContext } from './call-context';
import { defaultCallSettings, type CallSettings } from '../http/call-settings';
import { CallTally } from './call-tally';
import type { SalesforceClient } from './client';
import type { OrgIdentity } from './org-identity';
import { checkCredentials, checkEndpoint, type SalesforceCredentials } from './credentials';
import { fetchConnectedUser, withAddress } from './org-address';
import { assertOrgKind } from './org-kind';
import { checkGrantedAccess, grantKey, type GrantedAccess, type RenewGrant } from './granted-access';
import { JsforceClient } from './jsforce-client';
import { logIn, userIdOf } from './login';
import { Session, type SessionCache, type SessionOwner, type SessionToken } from './session';

interface OrganizationReply {
	readonly records: ReadonlyArray<{ readonly Id: string; readonly Name: string; readonly IsSandbox: boolean }>;
}

/**
 * A client for the credential's org; logs in and asks who the org is only when the cache has a session of this very
 * credential (n8n's id of it, and every field).
 * Throws `org_kind_mismatch` when a sandbox credential leads to a production org or the other way round.
 */
export async function connectSalesforce(
	credentials: SalesforceCredentials,
	sessions: SessionCache,
	signal?: AbortSignal,
	settings: CallSettings = defaultCallSettings,
	credentialId?: string,
): Promise<SalesforceClient> {
	throwIfCanceled(signal, 'log in to Salesforce');
	const checked = checkCredentials(credentials);
	const tally = new CallTally();
	const renew = () => logIn(checked, settings, tally, sessions.clock(), true);
	const contextOf = contextFor(checked.apiVersion, settings, tally, renew);
	const { session, org } = await sessions.obtain({ credentialId, fields: { ...checked } }, async () => {
		const login = await logIn(checked, settings, tally, sessions.clock(), false);
		const opened = new Session(login, sessions.clock);
		opened.serverTime = login.serverTime;
		return { session: opened, org: await identifyOrg(contextOf(opened), login.userId, signal) };
	});
	assertOrgKind(org, checked);
	return new JsforceClient(org, contextOf(session));
}

/**
 * A client for the org that a person granted access to; the org is asked with the caller's own token, unless the cache
 * has a session of this very token and credential. A token that Salesforce refuses is renewed once per call. Throws as `connectSalesforce` does.
 */
export async function connectGranted(
	access: GrantedAccess,
	renew: RenewGrant,
	sessions: SessionCache,
	signal?: AbortSignal,
	settings: CallSettings = defaultCallSettings,
	credentialId?: string,
): Promise<SalesforceClient> {
	throwIfCanceled(signal, 'connect to Salesforce');
	const tally = new CallTally();
	const checked = checkGrantedAccess(
		await withAddress(access, renew, { tally, settings, clock: sessions.clock, signal }),
	);
	const { instanceUrl } = checked;
	const contextOf = contextFor(checked.apiVersion, settings, tally, async (refusedToken) => {
		tally.count('login', true);
		const renewed = await renew(refusedToken);
		return {
			...renewed,
			instanceUrl: checkEndpoint(renewed.instanceUrl || instanceUrl, 'address of the org that the renewal answered'),
		};
	});
	const owner: SessionOwner = {
		credentialId,
		fields: grantKey(checked),
		renewedFields: ({ accessToken }) => grantKey({ ...checked, accessToken }),
	};
	const { session, org } = await sessions.obtain(owner, async () => {
		const opened = new Session({ accessToken: checked.accessToken, instanceUrl }, sessions.clock);
		return { session: opened, org: await identifyGrantedOrg(contextOf(opened), checked.identityUrl, signal) };
	});
	assertOrgKind(org, { ...checked, loginUrl: instanceUrl });
	return new JsforceClient(org, contextOf(session));
}

function contextFor(
	apiVersion: string,
	settings: CallSettings,
	tally: CallTally,
	renew: (refusedToken: string) => Promise<SessionToken>,
): (session: Session) => ApiCallContext {
	return (session) => ({ session, apiVersion, tally, settings, logIn: renew });
}

/** Who the org says it is counts; an identity address of another org was put there by somebody. */
async function identifyGrantedOrg(
	context: ApiCallContext,
	identityUrl: string,
	signal: AbortSignal | undefined,
): Promise<OrgIdentity> {
	const named = userIdOf(identityUrl);
	const org = await identifyOrg(context, named, signal);
	const claimed = identityUrl.split('/').at(-2) ?? '';
	if (!isSalesforceId(claimed) || toRecordId(claimed) === org.orgId)
		return { ...org, userId: named || (await askForUser(context, signal)) };
	throw new EnrichmentError(
		'auth_failed',
		`The Salesforce credential was connected to org ${toRecordId(claimed)}, but ${hostOf(org.instanceUrl)} is org ${org.orgId}.`,
		{
			remedy: 'Open the credential and choose Connect.',
		},
	);
}

/** For a credential that was connected elsewhere and kept without the address of its user. */
async function askForUser(context: ApiCallContext, signal: AbortSignal | undefined): Promise<string> {
	return userIdOf((await fetchConnectedUser(context, signal)).user_id);
}

async function identifyOrg(
	context: ApiCallContext,
	userId: string,
	signal: AbortSignal | undefined,
): Promise<OrgIdentity> {
	const reply = await new ApiCalls(context).send<OrganizationReply>(
		{
			kind: 'org',
			method: 'GET',
			url: `/query?q=${encodeURIComponent('SELECT Id, Name, IsSandbox FROM Organization')}`,
			what: 'read which org this is',
			isRepeatable: true,
		},
		signal,
	);
	const [organization] = reply.records;
	if (!organization) {
		throw new EnrichmentError('auth_failed', 'The connected user may not read the Organization record.', {
			remedy: 'Give the integration user the permission "View Setup and Configuration".',
		});
	}
	return {
		orgId: toRecordId(organization.Id),
		name: organization.Name,
		isSandbox: organization.IsSandbox,
		userId,
		instanceUrl: context.session.token.instanceUrl,
	};
}

import { EnrichmentError } from '../errors';
import { toId18 } from '../record/identity';
import { ApiCalls } from './api-calls';
import { hostOf, throwIfCanceled, type ApiCallContext } from './call-context';
import { defaultCallSettings, type CallSettings } from './call-settings';
import { CallTally } from './call-tally';
import type { OrgIdentity, SalesforceClient } from './client';
import { checkCredentials, type SalesforceCredentials } from './credentials';
import { checkGrantedAccess, grantKey, type GrantedAccess, type RenewGrant } from './granted-access';
import { JsforceClient } from './jsforce-client';
import { logIn } from './login';
import { Session, type SessionCache, type SessionToken } from './session';

interface OrganizationReply {
	readonly records: ReadonlyArray<{ readonly Id: string; readonly Name: string; readonly IsSandbox: boolean }>;
}

/**
 * A client for the credential's org; logs in and asks who the org is only when no session of the cache knows.
 * Throws `org_kind_mismatch` when a sandbox credential leads to a production org or the other way round.
 */
export async function connectSalesforce(
	credentials: SalesforceCredentials,
	sessions: SessionCache,
	signal?: AbortSignal,
	settings: CallSettings = defaultCallSettings,
): Promise<SalesforceClient> {
	throwIfCanceled(signal, 'log in to Salesforce');
	const checked = checkCredentials(credentials);
	const tally = new CallTally();
	const renew = () => logIn(checked, settings, tally, sessions.clock(), true);
	const contextOf = contextFor(checked.apiVersion, settings, tally, renew);
	const { session, org } = await sessions.obtain({ ...checked }, async () => {
		const login = await logIn(checked, settings, tally, sessions.clock(), false);
		const opened = new Session(login, sessions.clock);
		opened.serverTime = login.serverTime;
		return { session: opened, org: await identifyOrg(contextOf(opened), login.userId, signal) };
	});
	assertOrgKind(org, checked);
	return new JsforceClient(org, contextOf(session));
}

/**
 * A client for the org that a person granted access to; asks who the org is only when no session of the cache knows.
 * A token that Salesforce refuses is renewed once per call. Throws as `connectSalesforce` does.
 */
export async function connectGranted(
	access: GrantedAccess,
	renew: RenewGrant,
	sessions: SessionCache,
	signal?: AbortSignal,
	settings: CallSettings = defaultCallSettings,
): Promise<SalesforceClient> {
	throwIfCanceled(signal, 'connect to Salesforce');
	const checked = checkGrantedAccess(access);
	const tally = new CallTally();
	const contextOf = contextFor(checked.apiVersion, settings, tally, async (refusedToken) => {
		tally.count('login', true);
		return await renew(refusedToken);
	});
	const token = { accessToken: checked.accessToken, instanceUrl: checked.instanceUrl };
	const { session, org } = await sessions.obtain(grantKey(checked), async () => {
		const opened = new Session(token, sessions.clock);
		return { session: opened, org: await identifyOrg(contextOf(opened), userIdOf(checked.identityUrl), signal) };
	});
	// When this opened the session, its token may have been renewed on the way and be newer than the one given.
	if (tally.used === 0) session.adopt(token);
	assertOrgKind(org, { expects: checked.expects, loginUrl: checked.instanceUrl });
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

function userIdOf(identityUrl: string): string {
	return toId18(identityUrl.split('/').at(-1) ?? '');
}

async function identifyOrg(context: ApiCallContext, userId: string, signal: AbortSignal | undefined): Promise<OrgIdentity> {
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
		orgId: toId18(organization.Id),
		name: organization.Name,
		isSandbox: organization.IsSandbox,
		userId,
		instanceUrl: context.session.token.instanceUrl,
	};
}

function assertOrgKind(org: OrgIdentity, { expects, loginUrl }: Pick<SalesforceCredentials, 'expects' | 'loginUrl'>): void {
	const isKind = org.isSandbox ? 'sandbox' : 'production';
	if (isKind === expects) return;
	throw new EnrichmentError(
		'org_kind_mismatch',
		`The credential is for a ${expects} org, but ${hostOf(loginUrl)} is the ${isKind} org "${org.name}" (${org.orgId}).`,
		{
			remedy: `Use a Salesforce ${isKind === 'sandbox' ? 'Sandbox' : 'Production'} credential, or enter the My Domain URL of the ${expects} org.`,
			details: { orgId: org.orgId, expects, is: isKind },
		},
	);
}

import { EnrichmentError } from '../errors';
import { toId18 } from '../record/identity';
import { ApiCalls, hostOf, throwIfCanceled, type ApiCallContext } from './api-calls';
import { defaultCallSettings, type CallSettings } from './call-settings';
import { CallTally } from './call-tally';
import type { OrgIdentity, SalesforceClient } from './client';
import { checkCredentials, type SalesforceCredentials } from './credentials';
import { JsforceClient } from './jsforce-client';
import { logIn } from './login';
import { Session, type SessionCache } from './session';

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
	const contextOf = (session: Session): ApiCallContext => ({
		session,
		apiVersion: checked.apiVersion,
		tally,
		settings,
		logIn: () => logIn(checked, settings, tally, sessions.clock(), true),
	});
	const { session, org } = await sessions.obtain({ ...checked }, async () => {
		const login = await logIn(checked, settings, tally, sessions.clock(), false);
		const opened = new Session(login, sessions.clock);
		opened.serverTime = login.serverTime;
		return { session: opened, org: await identifyOrg(contextOf(opened), login.userId) };
	});
	assertOrgKind(org, checked);
	return new JsforceClient(org, contextOf(session));
}

async function identifyOrg(context: ApiCallContext, userId: string): Promise<OrgIdentity> {
	const reply = await new ApiCalls(context).send<OrganizationReply>({
		kind: 'org',
		method: 'GET',
		url: `/query?q=${encodeURIComponent('SELECT Id, Name, IsSandbox FROM Organization')}`,
		what: 'read which org this is',
		isRepeatable: true,
	});
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

function assertOrgKind(org: OrgIdentity, { expects, loginUrl }: SalesforceCredentials): void {
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

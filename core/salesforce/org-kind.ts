import { EnrichmentError } from '../errors';
import { hostOf } from './call-context';
import type { OrgIdentity } from './org-identity';
import type { SalesforceCredentials } from './credentials';

/** Throws `org_kind_mismatch` when the credential is for production and the org is a sandbox, or the other way round. */
export function assertOrgKind(
	org: OrgIdentity,
	credential: Pick<SalesforceCredentials, 'expects' | 'loginUrl' | 'isBuiltIn'>,
): void {
	const { expects, loginUrl } = credential;
	const isKind = org.isSandbox ? 'sandbox' : 'production';
	if (isKind === expects) return;
	throw new EnrichmentError(
		'org_kind_mismatch',
		`The credential is for a ${expects} org, but ${hostOf(loginUrl)} is the ${isKind} org "${org.name}" (${org.orgId}).`,
		{ remedy: remedyFor(isKind, credential), details: { orgId: org.orgId, expects, is: isKind } },
	);
}

/** n8n's own types choose the kind by a field, ours by their name. */
function remedyFor(
	isKind: 'production' | 'sandbox',
	{ expects, isBuiltIn }: Pick<SalesforceCredentials, 'expects' | 'isBuiltIn'>,
): string {
	const kind = isKind === 'sandbox' ? 'Sandbox' : 'Production';
	return isBuiltIn
		? `If this org is meant, set the credential's Environment Type to ${kind}; otherwise choose a credential of the ${expects} org.`
		: `Use a Salesforce ${kind} credential, or enter the My Domain URL of the ${expects} org.`;
}

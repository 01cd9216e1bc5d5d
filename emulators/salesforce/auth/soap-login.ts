import { SoapFault, xmlElements } from '../http/soap-reply';
import { childOf, type XmlElement } from '../../http/xml-reader';
import type { OrgState } from '../org/org-state';
import { checkPassword } from './check-password';
import type { Session } from './sessions';

const lastVersionWithLogin = 64;

/** The result of login(): a session for a username and password; throws the faults of an org that does not let them in. */
export function soapLogin(org: OrgState, call: XmlElement, version: string): string {
	if (Number(version) > lastVersionWithLogin) {
		throw new SoapFault(
			'INVALID_OPERATION',
			`The SOAP Login operation is not available in the API version specified (${version}). Refer to the documentation for supported versions.`,
		);
	}
	if (!org.identity.hasSoapLogin) {
		throw new SoapFault(
			'INVALID_OPERATION',
			'SOAP API login() is disabled by default in this org. Contact the org administrator to enable SOAP API login().',
		);
	}
	const userId = checkPassword(org, childOf(call, 'username')?.text ?? '', childOf(call, 'password')?.text ?? '');
	if (!userId) {
		throw new SoapFault(
			'INVALID_LOGIN',
			'Invalid username, password, security token; or user locked out.',
			'LoginFault',
		);
	}
	const session = org.sessions.open(userId, 'SOAP login');
	const soapUrl = (api: string) => `${org.url}/services/Soap/${api}/${version}/${org.identity.id.slice(0, 15)}`;
	const result = {
		metadataServerUrl: soapUrl('m'),
		passwordExpired: false,
		sandbox: org.identity.isSandbox,
		serverUrl: soapUrl('u'),
		sessionId: session.token,
		userId,
	};
	return `<result>${xmlElements(result)}<userInfo>${soapUserInfo(org, session)}</userInfo></result>`;
}

/** The elements of a GetUserInfoResult. */
export function soapUserInfo(org: OrgState, { userId }: Session): string {
	const user = org.store.find(org.schema.type('User')!, userId)!;
	const text = (value: unknown) => (value === null || value === undefined ? null : String(value));
	return xmlElements({
		accessibilityMode: false,
		chatterExternal: false,
		currencySymbol: '$',
		orgAttachmentFileSizeLimit: 5_242_880,
		orgDefaultCurrencyIsoCode: 'USD',
		orgDefaultCurrencyLocale: 'en_US',
		orgDisallowHtmlAttachments: false,
		orgHasPersonAccounts: org.schema.type('Account')?.field('IsPersonAccount') !== undefined,
		organizationId: org.identity.id,
		organizationMultiCurrency: org.schema.type('CurrencyType') !== undefined,
		organizationName: org.identity.name,
		profileId: text(user.ProfileId),
		roleId: text(user.UserRoleId),
		sessionSecondsValid: org.identity.sessionSeconds,
		userDefaultCurrencyIsoCode: null,
		userEmail: text(user.Email),
		userFullName: text(user.Name),
		userId,
		userLanguage: text(user.LanguageLocaleKey),
		userLocale: text(user.LocaleSidKey),
		userName: text(user.Username),
		userTimeZone: text(user.TimeZoneSidKey),
		userType: text(user.UserType),
		userUiSkin: 'Theme3',
	});
}

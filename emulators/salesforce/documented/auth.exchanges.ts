import type { DocumentedExchange, DocumentedRequest } from './exchange';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const help = (page: string) => `Salesforce Help: ${page}`;
const collection = (page: string) => `Salesforce Platform APIs (Postman collection of Salesforce Developers): ${page}`;
const callback = 'https://www.mycustomerorderstatus.com/oauth2/callback';
const orderStatus = {
	clients: [
		{
			clientId: '3MVG9lKcPoNINVBIPJjdw1J9LLM82HnFVVX19KY1uA5mu0QqEWhqKpoW3svG3X',
			clientSecret: '1955279925675241571',
			username: 'integration@example.com',
		},
	],
};
const [{ clientId, clientSecret }] = orderStatus.clients;
const authorizePath = `/services/oauth2/authorize?client_id=${clientId}&redirect_uri=${encodeURIComponent(callback)}&response_type=code`;

const soapLogin: DocumentedRequest = {
	method: 'POST',
	path: '/services/Soap/u/43.0',
	headers: { 'Content-Type': 'text/xml; charset=UTF-8', SOAPAction: 'login' },
	body:
		'<?xml version="1.0" encoding="utf-8" ?><env:Envelope xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
		'xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body><n1:login xmlns:n1="urn:partner.soap.sforce.com">' +
		'<n1:username>integration@example.com</n1:username><n1:password>your_password</n1:password></n1:login></env:Body></env:Envelope>',
};

/** What the help and the guides print of signing in and out. */
export const authExchanges: readonly DocumentedExchange[] = [
	{
		source: collection('Client Credentials Flow'),
		evidence: 'read',
		route: 'POST /services/oauth2/token',
		seed: orderStatus,
		request: {
			method: 'POST',
			path: '/services/oauth2/token',
			headers: form,
			body: `grant_type=client_credentials&client_id=${clientId}&client_secret=${clientSecret}`,
		},
		reply: {
			status: 200,
			body: {
				access_token: '{{token}}',
				signature: '{{signature}}',
				scope: '{{scope}}',
				instance_url: '{{instance_url}}',
				id: '{{login}}/id/{{org}}/{{user}}',
				token_type: 'Bearer',
				issued_at: '{{issued}}',
				api_instance_url: '{{api}}',
			},
		},
	},
	{
		source: help('OAuth 2.0 Authorization Errors'),
		evidence: 'recalled',
		route: 'POST /services/oauth2/token',
		seed: orderStatus,
		request: {
			method: 'POST',
			path: '/services/oauth2/token',
			headers: form,
			body: `grant_type=refresh_token&client_id=${clientId}&client_secret=${clientSecret}&refresh_token=expired`,
		},
		reply: { status: 400, body: { error: 'invalid_grant', error_description: 'expired access/refresh token' } },
	},
	{
		source: help('OAuth 2.0 Web Server Flow for Web App Integration'),
		evidence: 'recalled',
		route: 'GET /services/oauth2/authorize',
		seed: orderStatus,
		request: { method: 'GET', path: authorizePath },
		reply: { status: 200, headers: { 'Content-Type': 'text/html;charset=UTF-8' } },
	},
	{
		source: help('OAuth 2.0 Web Server Flow for Web App Integration'),
		evidence: 'recalled',
		route: 'POST /services/oauth2/authorize',
		seed: orderStatus,
		request: {
			method: 'POST',
			path: authorizePath,
			headers: form,
			body: 'username=integration%40example.com&decision=allow',
		},
		reply: { status: 302, headers: { Location: `${callback}?code={{code}}` } },
	},
	{
		source: help('Revoke OAuth Tokens Programmatically'),
		evidence: 'read',
		route: 'POST /services/oauth2/revoke',
		request: { method: 'POST', path: '/services/oauth2/revoke', headers: form, body: 'token={{access_token}}' },
		reply: { status: 200, body: '' },
	},
	{
		source: 'Salesforce Developers Blog: Revoking OAuth 2.0 Access Tokens and Refresh Tokens',
		evidence: 'read',
		route: 'GET /services/oauth2/revoke',
		request: { method: 'GET', path: '/services/oauth2/revoke?token={{access_token}}' },
		reply: { status: 200, body: '' },
	},
	...(['GET', 'POST'] as const).map((method) => ({
		source: method === 'GET' ? collection('User Info') : help('Query for User Information'),
		evidence: method === 'GET' ? ('read' as const) : ('recalled' as const),
		route: `${method} /services/oauth2/userinfo`,
		request: { method, path: '/services/oauth2/userinfo' },
		reply: {
			status: 200,
			body: {
				sub: '{{login}}/id/{{org_id}}/{{user}}',
				user_id: '{{user}}',
				organization_id: '{{org_id}}',
				preferred_username: '{{username}}',
				nickname: '{{nickname}}',
				name: '{{name}}',
				email: '{{email}}',
				email_verified: true,
				zoneinfo: '{{zone}}',
				photos: { picture: '{{picture}}', thumbnail: '{{thumbnail}}' },
				urls: {
					enterprise: '{{instance_url}}/services/Soap/c/{version}/{{org15}}',
					partner: '{{instance_url}}/services/Soap/u/{version}/{{org15}}',
					rest: '{{instance_url}}/services/data/v{version}/',
					sobjects: '{{instance_url}}/services/data/v{version}/sobjects/',
					search: '{{instance_url}}/services/data/v{version}/search/',
					query: '{{instance_url}}/services/data/v{version}/query/',
				},
				active: true,
				user_type: 'STANDARD',
				language: '{{language}}',
				locale: '{{locale}}',
				utcOffset: '{{offset}}',
			},
		},
	})),
	{
		source: 'Mobile SDK Development Guide: Identity URL Response',
		evidence: 'read',
		route: 'GET /id/:orgId/:userId',
		request: { method: 'GET', path: '/id/{{org_id}}/0055e0000000001AAA' },
		reply: {
			status: 200,
			body: {
				id: '{{instance_url}}/id/{{org_id}}/0055e0000000001AAA',
				asserted_user: true,
				user_id: '0055e0000000001AAA',
				organization_id: '{{org_id}}',
				username: '{{username}}',
				nick_name: '{{nickname}}',
				display_name: '{{name}}',
				email: '{{email}}',
				status: { created_date: null, body: null },
				photos: { picture: '{{picture}}', thumbnail: '{{thumbnail}}' },
				urls: {
					enterprise: '{{instance_url}}/services/Soap/c/{version}/{{org15}}',
					metadata: '{{instance_url}}/services/Soap/m/{version}/{{org15}}',
					partner: '{{instance_url}}/services/Soap/u/{version}/{{org15}}',
					rest: '{{instance_url}}/services/data/v{version}/',
					sobjects: '{{instance_url}}/services/data/v{version}/sobjects/',
					search: '{{instance_url}}/services/data/v{version}/search/',
					query: '{{instance_url}}/services/data/v{version}/query/',
					profile: '{{profile}}',
				},
				active: true,
				user_type: 'STANDARD',
				language: '{{language}}',
				locale: '{{locale}}',
				utcOffset: '{{offset}}',
				last_modified_date: '{{modified}}',
			},
		},
	},
	{
		source: help('Identity URLs'),
		evidence: 'recalled',
		route: 'GET /id/:orgId/:userId',
		request: { method: 'GET', path: '/id/{{org_id}}/0055e0000000001AAA', headers: { authorization: 'Bearer wrong' } },
		reply: { status: 403, body: 'Bad_OAuth_Token' },
	},
	{
		source: 'Bulk API Developer Guide (v43.0): Step 1: Log In Using the SOAP API',
		evidence: 'read',
		route: 'POST /services/Soap/u/:soapVersion',
		request: soapLogin,
		reply: {
			status: 200,
			body: '{{head}}<serverUrl>{{instance_url}}/services/Soap/u/43.0/{{org15}}</serverUrl><sessionId>{{session}}</sessionId>{{rest}}',
		},
	},
	{
		source: 'SOAP API Developer Guide: logout()',
		evidence: 'recalled',
		route: 'POST /services/Soap/u/:soapVersion/:orgId',
		request: {
			method: 'POST',
			path: '/services/Soap/u/68.0/00D5e00000PRODU',
			headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
			body:
				'<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:partner.soap.sforce.com"><soapenv:Header><urn:SessionHeader>' +
				'<urn:sessionId>{{access_token}}</urn:sessionId></urn:SessionHeader></soapenv:Header><soapenv:Body><urn:logout/></soapenv:Body></soapenv:Envelope>',
		},
		reply: { status: 200, body: '{{head}}<logoutResponse></logoutResponse>{{rest}}' },
	},
];

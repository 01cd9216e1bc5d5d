/** The org of the messages of tests. */
export const testOrgId = '00D000000000062EAA';

/** A Lead's Id by its number. */
export const leadId = (number: number) => `00Q5e${String(number).padStart(10, '0')}`;

interface EnvelopeParts {
	readonly orgId?: string;
	readonly sObject?: string;
	/** The elements of all notifications. */
	readonly notifications?: string;
	/** The fields of each record beside its Id. */
	readonly fields?: string;
	readonly count?: number;
}

/** An outbound message as Salesforce sends it, of one record unless told otherwise. */
export function anOutboundMessage({
	orgId = testOrgId,
	sObject = 'Lead',
	fields = '',
	count = 1,
	notifications,
}: EnvelopeParts = {}): string {
	const records = Array.from({ length: count }, (_, index) => aNotification(index + 1, sObject, fields)).join('');
	return (
		'<?xml version="1.0" encoding="UTF-8"?>\n' +
		'<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n' +
		' <soapenv:Body>\n  <notifications xmlns="http://soap.sforce.com/2005/09/outbound">\n' +
		`   <OrganizationId>${orgId}</OrganizationId>\n   <ActionId>04k5e0000000001AAA</ActionId>\n   <SessionId xsi:nil="true"/>\n` +
		'   <EnterpriseUrl>https://acme.my.salesforce.com/services/Soap/c/68.0/00D000000000062</EnterpriseUrl>\n' +
		'   <PartnerUrl>https://acme.my.salesforce.com/services/Soap/u/68.0/00D000000000062</PartnerUrl>\n' +
		`   ${notifications ?? records}\n  </notifications>\n </soapenv:Body>\n</soapenv:Envelope>`
	);
}

/** One notification of a record, both with this number. */
export function aNotification(number: number, sObject = 'Lead', fields = ''): string {
	return (
		`<Notification><Id>04l5e${String(number).padStart(10, '0')}</Id>` +
		`<sObject xsi:type="sf:${sObject}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>${leadId(number)}</sf:Id>${fields}</sObject></Notification>`
	);
}
